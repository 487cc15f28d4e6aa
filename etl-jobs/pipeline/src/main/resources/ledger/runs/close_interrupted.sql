-- Only the holder of the run lock begins a run, so whatever else is said to run was killed.
UPDATE audit.load_run SET status = 'FAILED', finished_at = now(), exit_code = 1, message = 'Interrupted'
WHERE status = 'RUNNING' AND run_id <> :runId
