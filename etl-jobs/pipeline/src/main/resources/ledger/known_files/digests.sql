SELECT file_name, sha256 FROM audit.source_file
WHERE feed_code = :feed AND (status = 'active' OR (status = 'refused' AND contract_version = :contractVersion))
