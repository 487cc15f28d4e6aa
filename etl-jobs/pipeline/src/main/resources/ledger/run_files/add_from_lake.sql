INSERT INTO audit.load_file (run_id, feed_code, file_name, sha256, size_bytes, location, landed_run_id)
SELECT :runId, feed_code, file_name, sha256, size_bytes, 'lake', landed_run_id
FROM audit.source_file
WHERE status = 'active' AND reporting_years && :years::smallint[]
  AND (cardinality(:feeds::text[]) = 0 OR feed_code = ANY (:feeds::text[]))
ON CONFLICT DO NOTHING
