SELECT unnest(years)::int AS reporting_year FROM audit.publication WHERE run_id = :runId ORDER BY 1
