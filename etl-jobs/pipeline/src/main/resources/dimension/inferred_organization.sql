-- staging.organization_named (a row per name in the forms that count now) becomes organizations of its own where the register
-- does not know the name. One that the register knows by now, or that no form names any more, keeps its key and stays out of
-- every date; its successor is the organization it has turned out to be.
INSERT INTO staging.dim_organization
    (organization_key, organization_id, organization_kind_code, full_name, short_name, territory_key, status, is_inferred,
     valid_from, valid_to, is_current)
SELECT nextval(pg_get_serial_sequence('core.dim_organization', 'organization_key')), inferred_id, organization_kind_code, name, name,
       0, 'unknown', true, DATE '1900-01-01', DATE '9999-12-31', true
FROM (SELECT inferred_id, min(organization_kind_code) AS organization_kind_code, min(name) AS name
      FROM staging.organization_named
      WHERE registered_id IS NULL
      GROUP BY inferred_id) n
WHERE NOT EXISTS (SELECT FROM staging.dim_organization o WHERE o.organization_id = n.inferred_id);

UPDATE staging.dim_organization o
SET successor_id = n.registered_id,
    is_current = n.is_unknown,
    valid_to = CASE WHEN n.is_unknown THEN DATE '9999-12-31' ELSE o.valid_from END
FROM (SELECT i.organization_key, n.registered_id, n.inferred_id IS NOT NULL AND n.registered_id IS NULL AS is_unknown
      FROM staging.dim_organization i
      LEFT JOIN (SELECT DISTINCT inferred_id, registered_id FROM staging.organization_named) n ON n.inferred_id = i.organization_id
      WHERE i.is_inferred AND i.organization_key <> 0) n
WHERE o.organization_key = n.organization_key;
