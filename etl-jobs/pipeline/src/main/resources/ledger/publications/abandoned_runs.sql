SELECT run_id FROM audit.load_run r
WHERE status IN ('FAILED', 'CHECKS_FAILED')
  AND NOT EXISTS (SELECT FROM audit.publication p WHERE p.run_id = r.run_id)
