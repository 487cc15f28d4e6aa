-- One row is a grade of a school in a reporting year.
SELECT e.reporting_year,
       coalesce(o.territory_id, 'unknown')    AS territory_id,
       e.organization_id,
       make_date(e.reporting_year, 5, 31)     AS valid_on,
       e.grade,
       coalesce(g.education_stage_code, 'unknown') AS education_stage_code,
       e.pupils                               AS pupils_persons,
       e.girls                                AS girls_persons,
       e.limited_health                       AS limited_health_persons,
       e.disabled                             AS disabled_persons,
       e.orphans                              AS orphan_persons,
       e.gifted                               AS gifted_persons,
       e.aged_14_17                           AS aged_14_17_persons
FROM {{enrolment}} e
LEFT JOIN {{grade}} g ON g.grade = e.grade
LEFT JOIN {{organization_version}} o ON o.organization_id = e.organization_id AND make_date(e.reporting_year, 5, 31) >= o.valid_from AND make_date(e.reporting_year, 5, 31) < o.valid_to
