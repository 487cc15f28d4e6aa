INSERT INTO audit.load_file (run_id, feed_code, file_name, sha256, size_bytes, location, landed_run_id)
VALUES (:runId, :feed, :name, :sha256, :sizeBytes, :location, :runId)
ON CONFLICT DO NOTHING
