SELECT EXISTS (SELECT FROM audit.publication WHERE run_id = :runId)
