-- What was noted under a form's name before the register knew the organization.
UPDATE audit.rejected_row r SET organization_id = o.successor_id
FROM core.dim_organization o
WHERE o.is_inferred AND NOT o.is_current AND o.successor_id IS NOT NULL AND r.organization_id = o.organization_id
