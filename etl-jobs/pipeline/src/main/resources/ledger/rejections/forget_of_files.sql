-- What landing and conforming said of the files that the run read again.
DELETE FROM audit.rejected_row r USING audit.load_file f
WHERE f.run_id = :runId AND r.feed_code = f.feed_code AND r.file_name = f.file_name AND r.sha256 = f.sha256
  AND r.stage <> 'fact'
