INSERT INTO audit.source_file (feed_code, file_name, sha256, size_bytes, received_at, run_id, landed_run_id, status, contract_version,
                               rows_read, rows_valid, rows_rejected, reporting_years, submitted_scope, sender)
SELECT f.feed_code, f.file_name, f.sha256, f.size_bytes, r.started_at, f.run_id, f.landed_run_id,
       CASE WHEN f.is_refused THEN 'refused' ELSE 'active' END, f.contract_version, f.rows_read, f.rows_valid, f.rows_rejected,
       f.reporting_years, f.submitted_scope, f.sender
FROM audit.load_file f
JOIN audit.load_run r ON r.run_id = f.run_id
WHERE f.run_id = :runId
ON CONFLICT (feed_code, file_name, sha256) DO UPDATE SET
    -- Conformed again from the lake, a file keeps the day it was received; delivered again, it is a new delivery.
    received_at = CASE WHEN source_file.status = 'active' THEN source_file.received_at ELSE excluded.received_at END,
    run_id = excluded.run_id, landed_run_id = excluded.landed_run_id, status = excluded.status,
    contract_version = excluded.contract_version, rows_read = excluded.rows_read, rows_valid = excluded.rows_valid,
    rows_rejected = excluded.rows_rejected, reporting_years = excluded.reporting_years, submitted_scope = excluded.submitted_scope,
    sender = excluded.sender
