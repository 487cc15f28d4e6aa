SELECT reporting_year, run_id FROM audit.lake_partition WHERE dataset = :dataset
