UPDATE audit.load_run SET status = 'PUBLISHED' WHERE run_id = :runId
