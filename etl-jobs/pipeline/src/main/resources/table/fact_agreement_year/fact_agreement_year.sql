-- One row is an agreement of a school in a reporting year it touches, as it stood on 31 December.
SELECT y.reporting_year, coalesce(v.territory_id, 'unknown') AS territory_id, a.organization_id, make_date(y.reporting_year, 12, 31) AS valid_on, a.agreement_number,
       a.partner_kind AS partner_kind_code, a.partner_inn, a.partner_name, a.signed_on, a.valid_until, a.terminated_on,
       -- What a school that has closed once signed binds nobody any more.
       coalesce(o.closed_on, DATE'9999-12-31') > make_date(y.reporting_year, 12, 31)
           AND coalesce(a.valid_until, DATE'9999-12-31') >= make_date(y.reporting_year, 12, 31)
           AND coalesce(a.terminated_on, DATE'9999-12-31') > make_date(y.reporting_year, 12, 31) AS is_in_force,
       year(a.signed_on) = y.reporting_year AS is_newly_signed
FROM {{partnership_agreement}} a
LEFT JOIN {{organization_version}} o ON o.organization_id = a.organization_id AND o.is_current
JOIN {{year}} y
  ON y.reporting_year BETWEEN year(a.signed_on)
     AND year(least(coalesce(a.valid_until, DATE'9999-12-31'), coalesce(a.terminated_on, DATE'9999-12-31'), coalesce(o.closed_on, DATE'9999-12-31')))
LEFT JOIN {{organization_version}} v ON v.organization_id = a.organization_id AND make_date(y.reporting_year, 12, 31) >= v.valid_from AND make_date(y.reporting_year, 12, 31) < v.valid_to
