-- staging.organization_snapshot (a row per organization and register date) becomes versions: a row per organization and
-- change. The first version reaches back to the beginning, because no register says what was before it; a version's key
-- is kept from run to run.
DROP TABLE IF EXISTS staging.dim_organization;
CREATE TABLE staging.dim_organization (LIKE core.dim_organization INCLUDING DEFAULTS);

INSERT INTO staging.dim_organization SELECT * FROM core.dim_organization;

CREATE TEMPORARY TABLE organization_version ON COMMIT DROP AS
WITH attributed AS (
    SELECT s.*, t.territory_key,
           row(s.organization_kind, s.full_name, s.short_name, s.inn, s.ogrn, s.territory_id, s.address, s.status,
               s.opened_on, s.closed_on, s.successor_id)::text AS attributes
    FROM staging.organization_snapshot s
    JOIN staging.dim_territory t ON t.territory_id = s.territory_id
), compared AS (
    SELECT *, lag(attributes) OVER w AS previous, row_number() OVER w AS number
    FROM attributed
    WINDOW w AS (PARTITION BY organization_id ORDER BY as_of_date)
)
SELECT *, CASE number WHEN 1 THEN DATE '1900-01-01' ELSE as_of_date END AS valid_from
FROM compared
WHERE number = 1 OR attributes IS DISTINCT FROM previous;

MERGE INTO staging.dim_organization t
USING (SELECT *, coalesce(lead(valid_from) OVER (PARTITION BY organization_id ORDER BY valid_from), DATE '9999-12-31') AS valid_to
       FROM organization_version) s
ON t.organization_id = s.organization_id AND t.valid_from = s.valid_from
WHEN MATCHED THEN UPDATE SET
    organization_kind_code = s.organization_kind, full_name = s.full_name, short_name = s.short_name, inn = s.inn, ogrn = s.ogrn,
    territory_key = s.territory_key, address = s.address, status = s.status, opened_on = s.opened_on, closed_on = s.closed_on,
    successor_id = s.successor_id, is_inferred = false, valid_to = s.valid_to, is_current = (s.valid_to = DATE '9999-12-31')
WHEN NOT MATCHED THEN INSERT
    (organization_key, organization_id, organization_kind_code, full_name, short_name, inn, ogrn, territory_key, address, status,
     opened_on, closed_on, successor_id, is_inferred, valid_from, valid_to, is_current)
VALUES
    (nextval(pg_get_serial_sequence('core.dim_organization', 'organization_key')), s.organization_id, s.organization_kind,
     s.full_name, s.short_name, s.inn, s.ogrn, s.territory_key, s.address, s.status, s.opened_on, s.closed_on, s.successor_id,
     false, s.valid_from, s.valid_to, s.valid_to = DATE '9999-12-31');

-- A version that a corrected register no longer knows keeps its key and stays out of every date.
UPDATE staging.dim_organization t
SET valid_to = t.valid_from, is_current = false
WHERE NOT t.is_inferred
  AND EXISTS (SELECT FROM organization_version v WHERE v.organization_id = t.organization_id)
  AND NOT EXISTS (SELECT FROM organization_version v WHERE v.organization_id = t.organization_id AND v.valid_from = t.valid_from);
