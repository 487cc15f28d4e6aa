SELECT feed_code, reporting_years FROM audit.source_file WHERE status = 'active'
