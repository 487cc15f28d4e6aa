set role orientir_owner;

create or replace view core.source_file_sender as
select f.source_file_id,
       coalesce(by_id.organization_id, by_name.organization_id) as organization_id,
       coalesce(by_id.territory_key, by_name.territory_key, t.territory_key, 0) as territory_key
from audit.source_file f
left join core.dim_organization by_id on by_id.organization_id = f.sender and by_id.is_current
-- Where two organizations share a short name, the one entered first.
left join lateral (
    select o.organization_id, o.territory_key
    from core.dim_organization o
    where o.short_name = f.sender and o.is_current and by_id.organization_id is null
    order by o.organization_key
    limit 1
) by_name on true
left join core.dim_territory t on t.territory_id = left(f.sender, 8);

comment on view core.source_file_sender is 'One row is a file received and the organization and territory that sent it, as far as its rows or its name tell.';
comment on column core.source_file_sender.source_file_id is 'File.';
comment on column core.source_file_sender.organization_id is 'Organization that sent it; NULL where it holds rows of several and its name tells none.';
comment on column core.source_file_sender.territory_key is 'Territory of the sender; 0 where unknown.';
