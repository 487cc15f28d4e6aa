-- "order" is that of arrival; conformed again from the lake, a file keeps the place it had.
SELECT file_name AS name, sha256, run_id AS conformed_run, row_number() OVER (ORDER BY received_at, file_name) AS "order", received_at
FROM (SELECT file_name, sha256, run_id, received_at
      FROM audit.source_file s
      WHERE feed_code = :feed AND status = 'active'
        AND NOT EXISTS (SELECT FROM audit.load_file f
                        WHERE f.run_id = :runId AND f.feed_code = s.feed_code AND f.file_name = s.file_name AND NOT f.is_refused)
      UNION ALL
      SELECT f.file_name, f.sha256, f.run_id, coalesce(s.received_at, r.started_at) AS received_at
      FROM audit.load_file f
      JOIN audit.load_run r ON r.run_id = f.run_id
      LEFT JOIN audit.source_file s
        ON s.feed_code = f.feed_code AND s.file_name = f.file_name AND s.sha256 = f.sha256 AND s.status = 'active'
      WHERE f.run_id = :runId AND f.feed_code = :feed AND NOT f.is_refused) files
ORDER BY "order"
