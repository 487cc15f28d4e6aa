UPDATE audit.load_step
SET finished_at = clock_timestamp(), rows_read = :read, rows_written = :written, rows_rejected = :rejected, message = :message
WHERE run_id = :runId AND step = :step
