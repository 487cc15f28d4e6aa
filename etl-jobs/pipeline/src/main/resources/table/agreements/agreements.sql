-- One row is an agreement of a school in a year it touches.
SELECT reporting_year, territory_id, organization_id, is_in_force, is_newly_signed
FROM {{fact_agreement_year}}
