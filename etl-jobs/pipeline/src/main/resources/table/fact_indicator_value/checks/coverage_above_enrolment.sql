-- warn: Участников больше, чем обучающихся: проверьте контингент или списки участников
SELECT f.*
FROM {{fact_indicator_value}} f
JOIN staging.dim_indicator i ON i.indicator_key = f.indicator_key
JOIN staging.dim_group g ON g.group_key = f.group_key
WHERE i.indicator_code = '1.3' AND f.value > 1 AND g.group_code = 'all'
