/** The Spark session and the Parquet lake, on a disk or an object store, by Spark SQL and row by row. May import: {@code settings}. */
package ru.orientir.etl.lake;
