-- One row is a version of an organization, with the territory it lay in.
SELECT o.*, t.territory_id FROM staging.dim_organization o JOIN staging.dim_territory t USING (territory_key)
