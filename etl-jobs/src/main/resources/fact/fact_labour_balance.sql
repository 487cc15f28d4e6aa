-- One row is a territory, profession group and year: work places offered against college graduates.
SELECT reporting_year, territory_id, profession_group_code,
       CAST(sum(vacancies) AS int) AS vacancies, CAST(sum(work_places) AS int) AS work_places, CAST(sum(graduates) AS int) AS graduates_persons
FROM (SELECT reporting_year, territory_id, profession_group_code, 1 AS vacancies, work_places, 0 AS graduates FROM fact_vacancy
      UNION ALL
      SELECT reporting_year, territory_id, profession_group_code, 0, 0, graduates_persons FROM fact_graduate_outcome
      WHERE learner_category_code = 'all' AND employment_outcome_code = 'employed')
GROUP BY reporting_year, territory_id, profession_group_code
