-- One row is the answer to one question on one answer sheet; a question left blank has no row.
SELECT a.reporting_year, coalesce(o.territory_id, 'unknown') AS territory_id, a.organization_id, a.valid_on, a.sheet_id, a.survey_question_code, a.respondent_kind_code,
       coalesce(g.education_stage_code, 'unknown') AS education_stage_code, a.valid_on AS answered_date, a.score
FROM (SELECT reporting_year, organization_id, answered_on AS valid_on, sheet_id, respondent_kind AS respondent_kind_code, grade,
             stack(4, 'q1', q1, 'q2', q2, 'q3', q3, 'q4', q4) AS (survey_question_code, score)
      FROM {{satisfaction_survey}}) a
LEFT JOIN {{grade}} g ON g.grade = a.grade
LEFT JOIN {{organization_version}} o ON o.organization_id = a.organization_id AND a.valid_on >= o.valid_from AND a.valid_on < o.valid_to
WHERE a.score IS NOT NULL
