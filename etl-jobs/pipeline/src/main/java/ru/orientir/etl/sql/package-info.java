/** SQL that lies beside the code in {@code .sql} files. May import: none. */
package ru.orientir.etl.sql;
