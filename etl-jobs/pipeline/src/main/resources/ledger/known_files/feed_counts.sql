SELECT feed_code AS feed,
       coalesce(sum(rows_read - rows_left_out), 0) AS read,
       coalesce(sum(rows_valid - kept_from_facts), 0) AS written,
       coalesce(sum(rows_rejected + kept_from_facts), 0) AS rejected,
       coalesce(sum(rows_left_out), 0) AS left_out,
       count(*) AS files,
       count(*) FILTER (WHERE is_refused) AS refused_files
FROM (SELECT f.*, (SELECT count(*) FROM audit.rejected_row r
                   WHERE r.stage = 'fact' AND r.feed_code = f.feed_code AND r.file_name = f.file_name AND r.sha256 = f.sha256)
                  AS kept_from_facts
      FROM audit.load_file f
      JOIN audit.source_file s ON s.run_id = f.run_id AND s.feed_code = f.feed_code AND s.file_name = f.file_name
      WHERE s.status IN ('active', 'refused')) f
GROUP BY feed_code
ORDER BY feed_code
