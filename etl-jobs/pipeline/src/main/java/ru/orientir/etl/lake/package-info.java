/** The Spark session and the Parquet lake, on a disk or an object store. May import: {@code settings}. */
package ru.orientir.etl.lake;
