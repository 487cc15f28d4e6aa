SELECT feed_code, reporting_years FROM audit.source_file
WHERE feed_code = :feed AND file_name = ANY (:names::text[]) AND status = 'active'
