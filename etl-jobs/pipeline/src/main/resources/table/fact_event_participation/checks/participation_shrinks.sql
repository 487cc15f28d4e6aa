-- warn: Участий за год стало меньше половины того, что опубликовано: проверьте, все ли файлы на месте
SELECT published.reporting_year
FROM (SELECT reporting_year, count(*) AS rows FROM core.fact_event_participation GROUP BY reporting_year) published
JOIN (SELECT reporting_year, count(*) AS rows FROM {{fact_event_participation}} f GROUP BY reporting_year) staged USING (reporting_year)
WHERE staged.rows * 2 < published.rows
