-- One row is an agreement of a school in a year it touches.
SELECT reporting_year, territory_id, organization_id, 'all' AS education_stage_code, 'all' AS learner_category_code,
       is_in_force, is_newly_signed
FROM {{fact_agreement_year}}
