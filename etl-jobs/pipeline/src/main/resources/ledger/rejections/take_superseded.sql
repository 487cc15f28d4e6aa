INSERT INTO audit.superseded_submission (run_id, feed_code, file_name, sha256, organization_id, reporting_year)
SELECT run_id, feed_code, file_name, sha256, organization_id, reporting_year
FROM staging.superseded_submission
