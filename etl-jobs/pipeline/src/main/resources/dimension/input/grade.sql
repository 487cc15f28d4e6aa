-- One row is a grade of school, with the education stage it belongs to.
SELECT grade, education_stage_code
FROM staging.dim_education_stage, generate_series(first_grade::int, last_grade::int) AS grade
WHERE education_stage_key <> 0
