-- One row is a month, employer, school, age and sex of minors given temporary work.
SELECT reporting_year, territory_id, organization_id, employed_persons
FROM {{fact_minor_employment}}
