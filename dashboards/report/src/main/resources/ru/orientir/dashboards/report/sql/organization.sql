select territory_id, organization_id, max(organization_name) as organization_name
from (
    select territory_id, organization_id, organization_name from mart.stage_comparison where level = 'organization'
    union
    select territory_id, organization_id, organization_name from mart.submission where organization_id <> 'unknown'
) used
where organization_id is not null
group by territory_id, organization_id
order by territory_id, organization_id
