-- A file tells its sender by id or by name; who looks at rejected rows looks up thousands of them.
set role orientir_owner;

create index dim_organization_current_name on core.dim_organization (short_name) where is_current;
