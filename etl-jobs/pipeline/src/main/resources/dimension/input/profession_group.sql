-- One row is a group of professions.
SELECT * FROM staging.dim_profession_group WHERE profession_group_key <> 0
