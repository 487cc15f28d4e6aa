SELECT landed_run_id, file_name FROM audit.load_file
WHERE run_id = :runId AND feed_code = :feed AND NOT is_refused
ORDER BY file_name
