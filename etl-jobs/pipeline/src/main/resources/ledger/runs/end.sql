UPDATE audit.load_run SET status = :status, finished_at = now(), exit_code = :exitCode, message = :message
WHERE run_id = :runId
