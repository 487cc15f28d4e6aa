INSERT INTO audit.load_step (run_id, step, started_at) VALUES (:runId, :step, clock_timestamp())
ON CONFLICT (run_id, step) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL, message = NULL
