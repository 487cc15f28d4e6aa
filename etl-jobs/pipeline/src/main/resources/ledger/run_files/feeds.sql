SELECT DISTINCT feed_code FROM audit.load_file WHERE run_id = :runId
