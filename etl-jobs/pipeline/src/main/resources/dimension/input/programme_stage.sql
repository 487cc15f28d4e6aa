-- One row is a stage of a programme.
SELECT * FROM staging.dim_programme_stage WHERE programme_stage_key <> 0
