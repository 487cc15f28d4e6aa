SELECT submitted_scope, received_at
FROM (SELECT submitted_scope, received_at, rows_read
      FROM audit.source_file s
      WHERE feed_code = :feed AND status = 'active'
        AND NOT EXISTS (SELECT FROM audit.load_file f
                        WHERE f.run_id = :runId AND f.feed_code = s.feed_code AND f.file_name = s.file_name AND NOT f.is_refused)
      UNION ALL
      SELECT f.submitted_scope, r.started_at, f.rows_read
      FROM audit.load_file f
      JOIN audit.load_run r ON r.run_id = f.run_id
      WHERE f.run_id = :runId AND f.feed_code = :feed AND NOT f.is_refused) files
WHERE rows_read = 0 AND submitted_scope IS NOT NULL
