UPDATE audit.load_file
SET rows_read = :read, rows_valid = :valid, rows_rejected = :rejected, rows_left_out = :leftOut,
    reporting_years = :years::smallint[], sender = coalesce(:sender, sender)
WHERE run_id = :runId AND feed_code = :feed AND file_name = :name
