SELECT feed_code AS feed,
       coalesce(sum(rows_read - rows_left_out), 0) AS read,
       coalesce(sum(rows_valid - kept_from_facts), 0) AS written,
       coalesce(sum(rows_rejected + kept_from_facts), 0) AS rejected,
       coalesce(sum(rows_left_out), 0) AS left_out,
       count(*) AS files,
       count(*) FILTER (WHERE is_refused) AS refused_files
FROM (SELECT *, coalesce(rows_kept_from_facts, 0) AS kept_from_facts FROM audit.load_file WHERE run_id = :runId) f
GROUP BY feed_code
ORDER BY feed_code
