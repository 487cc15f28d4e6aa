SELECT run_id, command, business_date, started_at, finished_at, status, exit_code, message
FROM audit.load_run WHERE run_id = :runId
