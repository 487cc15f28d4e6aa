-- Territories that have anything to show, the largest first, with the organizations they expect reports from.
select territory_id, max(territory_name) as territory_name, count(distinct organization_id) as organizations
from (
    select territory_id, territory_name, null as organization_id from mart.indicator_by_municipality_year
    union
    select territory_id, territory_name, organization_id from mart.stage_comparison
    union
    -- Feeds without one sender stand under the organization «unknown».
    select territory_id, territory_name, organization_id from mart.submission where organization_id <> 'unknown'
    union
    select territory_id, territory_name, null from mart.labour_balance
) used
group by territory_id
order by organizations desc, territory_id
