SELECT file_name, sha256, rows_valid, rows_rejected FROM audit.load_file
WHERE run_id = :runId AND feed_code = :feed AND rows_read > 0
ORDER BY sha256, file_name
