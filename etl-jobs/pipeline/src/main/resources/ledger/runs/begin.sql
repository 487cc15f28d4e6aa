INSERT INTO audit.load_run (run_id, command, business_date, inbox, started_at, status, holder, inputs_digest)
VALUES (:runId, :command, :businessDate, :inbox, now(), 'RUNNING', :holder, :inputsDigest)
ON CONFLICT (run_id) DO UPDATE SET status = 'RUNNING', finished_at = NULL, exit_code = NULL,
    message = 'Taken up again', holder = excluded.holder,
    started_at = CASE WHEN load_run.status = 'NOTHING_NEW' THEN now() ELSE load_run.started_at END
RETURNING started_at
