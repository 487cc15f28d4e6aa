DELETE FROM audit.rejected_row
WHERE stage = 'fact' AND feed_code = :feed AND reporting_year = ANY (:years::int[])
