INSERT INTO audit.lake_partition (dataset, reporting_year, run_id, path) VALUES (:dataset, :year, :runId, :path)
ON CONFLICT (dataset, reporting_year) DO UPDATE SET run_id = excluded.run_id, path = excluded.path
