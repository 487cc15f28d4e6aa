-- One row is how many of a kind of respondent a school invited to the survey.
SELECT reporting_year, territory_id, organization_id, education_stage_code, respondent_kind_code, invited_persons
FROM {{fact_survey_invitation}}
