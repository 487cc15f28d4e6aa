-- One row is a grade of a school in a reporting year.
SELECT e.reporting_year,
       e.organization_id,
       make_date(e.reporting_year, 5, 31)     AS valid_on,
       e.grade,
       coalesce(s.education_stage_code, 'unknown') AS education_stage_code,
       e.pupils                               AS pupils_persons,
       e.girls                                AS girls_persons,
       e.limited_health                       AS limited_health_persons,
       e.disabled                             AS disabled_persons,
       e.orphans                              AS orphan_persons,
       e.gifted                               AS gifted_persons,
       e.aged_14_17                           AS aged_14_17_persons
FROM enrolment e
LEFT JOIN education_stage s ON e.grade BETWEEN s.first_grade AND s.last_grade
