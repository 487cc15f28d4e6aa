SELECT f.feed_code, f.reporting_years || replaced.reporting_years AS reporting_years, f.submitted_scope, coalesce(f.rows_read, 0) = 0 AS is_empty
FROM audit.load_file f
LEFT JOIN audit.source_file replaced
  ON replaced.feed_code = f.feed_code AND replaced.file_name = f.file_name AND replaced.status = 'active'
WHERE f.run_id = :runId AND NOT f.is_refused
