SELECT run_id FROM audit.load_run
WHERE status = 'RUNNING' ORDER BY started_at >= :lockedSince DESC, started_at DESC LIMIT 1
