SELECT file_name, received_at FROM audit.source_file WHERE feed_code = :feed AND status = 'active'
UNION ALL
SELECT f.file_name, r.started_at
FROM audit.load_file f
JOIN audit.load_run r ON r.run_id = f.run_id
WHERE f.run_id = :runId AND f.feed_code = :feed
