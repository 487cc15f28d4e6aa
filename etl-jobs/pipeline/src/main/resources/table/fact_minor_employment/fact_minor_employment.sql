-- One row is a month, employment centre, employer, school, age and sex of minors given temporary work.
SELECT m.reporting_year, coalesce(o.territory_id, 'unknown') AS territory_id, m.month AS month_date, m.centre_id, m.employer_inn,
       m.organization_id, m.month AS valid_on, m.age, m.sex, m.employer_name, m.persons AS employed_persons
FROM {{minor_employment}} m
LEFT JOIN {{organization_version}} o ON o.organization_id = m.organization_id AND m.month >= o.valid_from AND m.month < o.valid_to
