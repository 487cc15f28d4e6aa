-- One row is a grade of a school and a learner category: the enrolment, and of all pupils those aged 14 to 17.
SELECT reporting_year, territory_id, organization_id, education_stage_code, learner_category_code, pupils,
       CASE WHEN learner_category_code = 'all' THEN aged_14_17_persons END AS pupils_aged_14_17
FROM (SELECT *, stack(5, 'all', pupils_persons, 'limited_health', limited_health_persons, 'disabled', disabled_persons,
                         'orphan', orphan_persons, 'gifted', gifted_persons) AS (learner_category_code, pupils)
      FROM {{fact_enrolment}})
WHERE pupils IS NOT NULL
