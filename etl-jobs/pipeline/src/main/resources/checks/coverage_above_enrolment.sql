-- warn: Участников больше, чем обучающихся: проверьте контингент или списки участников
SELECT f.*
FROM {{fact_indicator_value}} f
JOIN staging.dim_indicator i ON i.indicator_key = f.indicator_key
JOIN staging.dim_education_stage e ON e.education_stage_key = f.education_stage_key
JOIN staging.dim_learner_category c ON c.learner_category_key = f.learner_category_key
WHERE i.indicator_code = '1.3' AND f.value > 1 AND e.education_stage_code = 'all' AND c.learner_category_code = 'all'
