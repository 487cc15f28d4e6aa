-- An organization that only forms named until the register knew it points to the registered one.
set role orientir_owner;

comment on column core.dim_organization.successor_id is 'organization_id of the legal successor, or of the registered organization that an inferred one has turned out to be; NULL where there is none.';
