-- One row is the value of an indicator for an organization or municipality and group in a year.
-- part: what each indicator counts and divides by, in the groups that have rows; expected_from: who reports by a feed and of whom;
-- elapsed_months: months of a year that have passed on the business date.
WITH submission AS (
    SELECT s.*, o.territory_id, o.organization_kind_code
    FROM {{fact_submission}} s
    JOIN {{organization_version}} o
      ON o.organization_id = s.organization_id
     AND make_date(s.reporting_year, 12, 31) >= o.valid_from AND make_date(s.reporting_year, 12, 31) < o.valid_to
), by_territory AS (
    SELECT feed_code, reporting_year, territory_id, count_if(is_expected) AS expected,
           count_if(is_expected AND status <> 'not_sent') AS covered, count_if(status <> 'not_sent') AS reported, max(months) AS months
    FROM submission
    GROUP BY feed_code, reporting_year, territory_id
), counted AS (
    SELECT reporting_year, level, territory_id, organization_id, indicator_code, group_code,
           max(CASE part WHEN 'numerator' THEN amount END) AS numerator,
           max(CASE part WHEN 'denominator' THEN amount END) AS denominator,
           max(CASE part WHEN 'observations' THEN amount END) AS observations
    FROM (SELECT reporting_year, level, territory_id, organization_id, indicator_code, group_code, part, amount
          FROM {{part}}
          UNION ALL
          -- Who should be reported of has a row even where nothing was counted.
          SELECT s.reporting_year, l.level, s.territory_id, CASE l.level WHEN 'organization' THEN s.organization_id ELSE '' END,
                 i.indicator_code, 'all', 'expected', NULL
          FROM (SELECT DISTINCT reporting_year, territory_id, organization_id, organization_kind_code FROM submission WHERE is_expected) s
          JOIN {{expected_from}} e ON e.subject_kind_code = s.organization_kind_code
          JOIN {{indicator}} i ON i.feed_code = e.feed_code
          CROSS JOIN (VALUES ('organization'), ('municipality')) AS l (level))
    GROUP BY ALL
), told AS (
    SELECT c.*, i.value_kind, i.feed_code,
           CASE WHEN i.feed_code IS NULL THEN c.numerator IS NOT NULL
                WHEN c.level = 'organization' AND s.feed_code IS NOT NULL THEN s.status <> 'not_sent'
                ELSE coalesce(t.reported, 0) > 0 END AS is_reported,
           CASE c.level WHEN 'organization' THEN if(s.is_expected, 1, NULL) ELSE t.expected END AS units_expected,
           CASE c.level WHEN 'organization' THEN if(s.is_expected, if(s.status = 'not_sent', 0, 1), NULL) ELSE t.covered END AS units_covered,
           least(e.months, CASE WHEN i.is_monthly THEN coalesce(t.months, 0) ELSE e.months END) AS elapsed
    FROM counted c
    JOIN {{indicator}} i ON i.indicator_code = c.indicator_code
    JOIN {{elapsed_months}} e ON e.reporting_year = c.reporting_year
    LEFT JOIN submission s
      ON c.level = 'organization' AND s.feed_code = i.feed_code AND s.organization_id = c.organization_id AND s.reporting_year = c.reporting_year
    LEFT JOIN by_territory t
      ON t.feed_code = i.feed_code AND t.territory_id = c.territory_id AND t.reporting_year = c.reporting_year
), filled AS (
    SELECT *, CASE WHEN numerator IS NOT NULL THEN numerator WHEN is_reported THEN 0 END AS counted_numerator
    FROM told
)
SELECT reporting_year, level, territory_id, organization_id, make_date(reporting_year, 12, 31) AS valid_on, indicator_code, group_code,
       counted_numerator AS numerator,
       CASE WHEN value_kind <> 'count' THEN denominator END AS denominator,
       CASE WHEN value_kind = 'count' THEN counted_numerator
            WHEN denominator > 0 THEN counted_numerator / denominator END AS value,
       CAST(coalesce(observations, counted_numerator) AS bigint) AS observations,
       CAST(elapsed AS smallint) AS months_covered,
       CAST(units_expected AS int) AS units_expected,
       CAST(units_covered AS int) AS units_covered,
       CASE WHEN counted_numerator IS NULL THEN 'not_sent'
            WHEN value_kind <> 'count' AND coalesce(denominator, 0) <= 0 THEN 'no_denominator'
            WHEN elapsed < 12 OR units_covered < units_expected THEN 'partial'
            WHEN counted_numerator = 0 THEN 'zero'
            ELSE 'reported' END AS status
FROM filled
WHERE group_code = 'all'
   OR counted_numerator <> 0 OR coalesce(denominator, 0) > 0
