-- One row is a territory, profession group and year: work places offered against college graduates. A side of which nothing
-- was delivered for the year is not known and stays NULL; a group missing on a delivered side is none.
WITH side AS (
    SELECT reporting_year, territory_id, profession_group_code, 1 AS vacancies, work_places, CAST(NULL AS int) AS graduates FROM {{fact_vacancy}}
    UNION ALL
    SELECT reporting_year, territory_id, profession_group_code, NULL, NULL, graduates_persons FROM {{fact_graduate_outcome}}
    WHERE learner_category_code = 'all' AND employment_outcome_code = 'employed'
), summed AS (
    SELECT reporting_year, territory_id, profession_group_code,
           sum(vacancies) AS vacancies, sum(work_places) AS work_places, sum(graduates) AS graduates,
           count(sum(vacancies)) OVER (PARTITION BY reporting_year) > 0 AS has_vacancies,
           count(sum(graduates)) OVER (PARTITION BY reporting_year) > 0 AS has_graduates
    FROM side
    GROUP BY reporting_year, territory_id, profession_group_code
)
SELECT reporting_year, territory_id, profession_group_code,
       CAST(if(has_vacancies, coalesce(vacancies, 0), NULL) AS int)   AS vacancies,
       CAST(if(has_vacancies, coalesce(work_places, 0), NULL) AS int) AS work_places,
       CAST(if(has_graduates, coalesce(graduates, 0), NULL) AS int)   AS graduates_persons
FROM summed
