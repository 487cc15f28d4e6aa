/** Rows of Spark into tables of PostgreSQL, by binary COPY. May import: none. */
package ru.orientir.etl.copy;
