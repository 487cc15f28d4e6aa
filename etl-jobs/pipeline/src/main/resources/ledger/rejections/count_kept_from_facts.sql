-- A later run judges the rows again; what this one said of its files stays.
UPDATE audit.load_file f
SET rows_kept_from_facts = (SELECT count(*) FROM audit.rejected_row r
                            WHERE r.stage = 'fact' AND r.feed_code = f.feed_code AND r.file_name = f.file_name AND r.sha256 = f.sha256)
WHERE f.run_id = :runId
