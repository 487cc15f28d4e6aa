SELECT DISTINCT run_id FROM audit.lake_partition
