SELECT run_id, command, business_date, started_at, finished_at, status, exit_code, message
FROM audit.load_run ORDER BY started_at DESC LIMIT :count
