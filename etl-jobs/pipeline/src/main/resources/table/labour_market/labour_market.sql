-- One row is a profession group of a territory; the organization that answers for it is the territory's employment centre.
SELECT b.reporting_year, b.territory_id, c.organization_id, b.vacancies, b.work_places, b.graduates_persons
FROM {{fact_labour_balance}} b
LEFT JOIN (SELECT territory_id, min(organization_id) AS organization_id FROM {{organization_version}}
           WHERE is_current AND organization_kind_code = 'employment_centre' GROUP BY territory_id) c
       ON c.territory_id = b.territory_id
