-- fail: Часть больше целого: числитель доли, которую считают по тем же людям, превышает знаменатель
SELECT f.*
FROM {{fact_indicator_value}} f
JOIN staging.dim_indicator i ON i.indicator_key = f.indicator_key
WHERE i.unit = 'share' AND f.numerator > f.denominator
  AND (i.indicator_code LIKE '3.2%' OR i.indicator_code IN ('1.3w', '1.5', '1.5.child', '1.5.parent'))
