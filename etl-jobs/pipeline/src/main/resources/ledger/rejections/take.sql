INSERT INTO audit.rejected_row (run_id, feed_code, file_name, sha256, sheet, row_number, cell, rule, severity,
                                message_ru, message_en, masked_row, stage, reporting_year, organization_id)
SELECT run_id, feed_code, file_name, sha256, sheet, row_number, cell, rule, severity,
       message_ru, message_en, masked_row, stage, reporting_year, organization_id
FROM staging.rejected_row
