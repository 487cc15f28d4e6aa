-- fail: Показатель организации посчитан дважды за один год
SELECT f.reporting_year, o.organization_id, f.indicator_key, f.group_key
FROM {{fact_indicator_value}} f
JOIN staging.dim_organization o ON o.organization_key = f.organization_key
WHERE f.level = 'organization'
GROUP BY 1, 2, 3, 4
HAVING count(*) > 1
