-- Until rows say otherwise, a file speaks of what its name says: see FormName.
UPDATE audit.load_file
SET contract_version = :contractVersion, rows_read = 0, rows_valid = 0, rows_rejected = 0, rows_left_out = 0, reporting_years = '{}',
    submitted_scope = substring(file_name from '([^/]+_[0-9]{4}(?:-[0-9]{2})?|[0-9]{8}-[A-Z]-[0-9]+)\.[^./]+$'),
    sender = substring(file_name from '([^/ _.]+)[^/]*$')
WHERE run_id = :runId AND feed_code = :feed
