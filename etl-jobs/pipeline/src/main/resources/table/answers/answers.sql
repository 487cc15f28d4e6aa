-- One row is an answer sheet of the satisfaction survey: how many questions it answers, how many of them with 4 or 5, and their sum.
SELECT reporting_year, territory_id, organization_id, education_stage_code, respondent_kind_code, sheet_id,
       count(*) AS answers, count_if(score >= 4) AS good_answers, sum(score) AS scores
FROM {{fact_survey_response}}
GROUP BY reporting_year, territory_id, organization_id, education_stage_code, respondent_kind_code, sheet_id
