-- One row is a territory.
SELECT * FROM staging.dim_territory WHERE territory_key <> 0
