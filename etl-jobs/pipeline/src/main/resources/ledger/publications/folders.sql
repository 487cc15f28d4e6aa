SELECT dataset, reporting_year, path FROM audit.lake_partition WHERE dataset = :dataset ORDER BY reporting_year
