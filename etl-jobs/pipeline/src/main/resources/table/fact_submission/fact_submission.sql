-- One row is a feed and an organization that reported by it in a year, or should have: sent, zero (an empty form, which reports
-- none) or not_sent. A programme asks for reports in the years of its stages only. A list of standing things (is_list), also an
-- empty one (no year), reports for every year in which it is expected. Senders that the register does not know are one: unknown.
-- received: rows of a feed by file, organization, year, month and outcome; is_list for a feed of standing things.
WITH expected AS (
    SELECT DISTINCT e.feed_code, o.organization_id, y.reporting_year
    FROM {{organization_version}} o
    JOIN {{expected_from}} e ON e.organization_kind_code = o.organization_kind_code
    CROSS JOIN {{year}} y
    JOIN {{programme_stage}} p ON y.reporting_year BETWEEN p.first_year AND p.last_year
    WHERE o.is_current AND NOT o.is_inferred
      AND coalesce(o.opened_on, DATE'1900-01-01') <= make_date(y.reporting_year, 5, 31)
      AND coalesce(o.closed_on, DATE'9999-12-31') > make_date(y.reporting_year, 5, 31)
), known AS (
    SELECT DISTINCT organization_id FROM {{organization_version}}
), counted AS (
    SELECT r.feed_code, coalesce(k.organization_id, 'unknown') AS organization_id, r.reporting_year, r.file_name, r.outcome,
           r.rows, r.received_at, r.month
    FROM {{received}} r
    LEFT JOIN known k ON k.organization_id = r.organization_id
    WHERE NOT r.is_list AND r.organization_id IS NOT NULL
    UNION ALL
    SELECT r.feed_code, r.organization_id, x.reporting_year, r.file_name, r.outcome, r.rows, r.received_at, r.month
    FROM {{received}} r
    JOIN expected x ON x.feed_code = r.feed_code AND x.organization_id = r.organization_id
    WHERE r.is_list
), sent AS (
    SELECT feed_code, organization_id, reporting_year, count(DISTINCT file_name) AS files, sum(rows) AS rows_read,
           sum(if(outcome = 'rejected', rows, 0)) AS rows_rejected, sum(if(outcome = 'valid', rows, 0)) AS rows_valid,
           min(received_at) AS first_received_at, max(received_at) AS last_received_at, count(DISTINCT month) AS months
    FROM counted
    WHERE organization_id IS NOT NULL AND reporting_year IS NOT NULL
    GROUP BY feed_code, organization_id, reporting_year
), empty AS (
    SELECT f.feed_code, f.organization_id, f.reporting_year, count(*) AS files, min(f.received_at) AS first_received_at,
           max(f.received_at) AS last_received_at, count(DISTINCT f.month) AS months
    FROM (SELECT e.feed_code, coalesce(k.organization_id, 'unknown') AS organization_id, e.reporting_year, e.month, e.received_at
          FROM {{empty_form}} e
          LEFT JOIN known k ON k.organization_id = e.organization_id
          WHERE e.reporting_year IS NOT NULL
          UNION ALL
          SELECT e.feed_code, e.organization_id, x.reporting_year, e.month, e.received_at
          FROM {{empty_form}} e
          JOIN expected x ON x.feed_code = e.feed_code AND x.organization_id = e.organization_id
          WHERE e.reporting_year IS NULL) f
    GROUP BY f.feed_code, f.organization_id, f.reporting_year
)
SELECT coalesce(s.reporting_year, z.reporting_year, x.reporting_year)    AS reporting_year,
       coalesce(s.feed_code, z.feed_code, x.feed_code)                   AS feed_code,
       coalesce(s.organization_id, z.organization_id, x.organization_id) AS organization_id,
       make_date(coalesce(s.reporting_year, z.reporting_year, x.reporting_year), 12, 31) AS valid_on,
       CASE WHEN s.rows_valid > 0 THEN 'sent' WHEN z.feed_code IS NOT NULL THEN 'zero' ELSE 'not_sent' END AS status,
       CAST(coalesce(s.files, 0) + coalesce(z.files, 0) AS int)          AS files,
       coalesce(s.rows_read, 0)                                          AS rows_read,
       coalesce(s.rows_rejected, 0)                                      AS rows_rejected,
       least(s.first_received_at, z.first_received_at)                         AS first_received_at,
       greatest(s.last_received_at, z.last_received_at)                       AS last_received_at,
       coalesce(s.months, 0) + coalesce(z.months, 0)                     AS months,
       x.feed_code IS NOT NULL                                           AS is_expected
FROM expected x
FULL JOIN sent s
  ON s.feed_code = x.feed_code AND s.organization_id = x.organization_id AND s.reporting_year = x.reporting_year
FULL JOIN empty z
  ON z.feed_code = coalesce(x.feed_code, s.feed_code) AND z.organization_id = coalesce(x.organization_id, s.organization_id)
 AND z.reporting_year = coalesce(x.reporting_year, s.reporting_year)
WHERE coalesce(s.reporting_year, z.reporting_year, x.reporting_year) IN (SELECT reporting_year FROM {{year}})
