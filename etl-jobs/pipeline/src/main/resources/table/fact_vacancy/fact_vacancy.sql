-- One row is a vacancy in its latest state, in the year it was opened. Where the work is decides the territory: a town named
-- in the address, else the registered place of the employer, else the region of the address.
WITH employer AS (
    SELECT inn, min(territory_id) AS territory_id FROM {{organization_version}} WHERE is_current AND inn IS NOT NULL GROUP BY inn
), located AS (
    SELECT v.vacancy_id, min_by(t.territory_id, length(t.name_stem) * -1) AS territory_id
    FROM (SELECT vacancy_id, concat(' ', regexp_replace(lower(translate(address, 'ёЁ', 'еЕ')), '[^а-я]+', ' '), ' ') AS words FROM {{vacancy}}) v
    JOIN {{municipality}} t ON contains(v.words, concat(' ', t.name_stem, ' '))
    GROUP BY v.vacancy_id
)
SELECT v.reporting_year, v.vacancy_id,
       coalesce(l.territory_id, e.territory_id, r.territory_id, 'unknown') AS territory_id,
       coalesce(s.profession_group_code, 'unknown') AS profession_group_code,
       v.company_inn, v.company_name, v.job_name, v.opened_on AS opened_date, v.modified_on,
       coalesce(v.work_places, 1) AS work_places,
       nullif(v.salary_min, 0) AS salary_min_rub, nullif(v.salary_max, 0) AS salary_max_rub,
       v.employment, v.schedule, v.education, v.social_protected
FROM {{vacancy}} v
LEFT JOIN located l ON l.vacancy_id = v.vacancy_id
LEFT JOIN employer e ON e.inn = v.company_inn
LEFT JOIN (SELECT region_code, min(territory_id) AS territory_id FROM {{territory}} WHERE level = 'region' GROUP BY region_code) r
       ON r.region_code = substr(v.region_code, 1, 2)
LEFT JOIN {{profession_group_specialisation}} s ON lower(s.specialisation) = lower(v.specialisation)
