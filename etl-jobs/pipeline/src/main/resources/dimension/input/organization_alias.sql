-- One row is a name by which forms may call a college or university of the register; its alias is the comparable form of it.
SELECT unnest(ARRAY[short_name, full_name]) AS name, organization_id
FROM staging.dim_organization WHERE organization_kind_code IN ('college', 'university') AND NOT is_inferred
