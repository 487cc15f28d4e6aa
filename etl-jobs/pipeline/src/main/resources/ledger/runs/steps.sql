SELECT step, started_at, finished_at, rows_read, rows_written, rows_rejected, message
FROM audit.load_step WHERE run_id = :runId ORDER BY started_at
