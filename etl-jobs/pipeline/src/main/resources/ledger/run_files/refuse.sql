UPDATE audit.load_file SET is_refused = true WHERE run_id = :runId AND feed_code = :feed AND file_name = :name
