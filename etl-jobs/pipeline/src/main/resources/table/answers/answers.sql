-- One row is an answer to a question of the satisfaction survey.
SELECT reporting_year, territory_id, organization_id, education_stage_code, respondent_kind_code,
       concat(organization_id, '/', sheet_id) AS sheet, score
FROM {{fact_survey_response}}
