DELETE FROM audit.superseded_submission
WHERE feed_code = :feed AND reporting_year = ANY (:years::int[])
