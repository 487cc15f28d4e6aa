-- What the files of the run replace: a refused version whatever came after it, one in force only what was not refused.
UPDATE audit.source_file s SET status = 'superseded'
FROM audit.load_file f
WHERE f.run_id = :runId AND s.feed_code = f.feed_code AND s.file_name = f.file_name
  AND s.sha256 <> f.sha256
  AND (s.status = 'refused' OR (s.status = 'active' AND NOT f.is_refused))
