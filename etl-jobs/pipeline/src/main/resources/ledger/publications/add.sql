INSERT INTO audit.publication (run_id, published_at, business_date, reference_digest, years)
VALUES (:runId, now(), :businessDate, :referenceDigest, :years::smallint[])
