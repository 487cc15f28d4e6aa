-- One row is what an indicator counts or divides by for an organization or municipality and group in a year. An organization that moved
-- within the year is told once, in the territory it ended the year in; a municipality has what happened while it lay there.
-- counted: each aggregate over a table, in every group that has rows; declared_part: which indicators it serves, in which splits.
SELECT c.reporting_year,
       if(c.is_municipality, 'municipality', 'organization') AS level,
       if(c.is_municipality, c.territory_id, coalesce(o.territory_id, 'unknown')) AS territory_id,
       if(c.is_municipality, '', c.organization_id) AS organization_id,
       p.indicator_code, c.group_code, p.part, c.amount
FROM {{counted}} c
JOIN {{declared_part}} p ON p.view = c.view AND p.position = c.position AND p.split = c.split
LEFT JOIN {{organization_version}} o
  ON o.organization_id = c.organization_id
 AND make_date(c.reporting_year, 12, 31) >= o.valid_from AND make_date(c.reporting_year, 12, 31) < o.valid_to
WHERE c.amount IS NOT NULL AND (c.is_municipality OR c.organization_id IS NOT NULL)
