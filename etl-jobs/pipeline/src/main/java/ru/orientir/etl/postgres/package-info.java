/**
 * The warehouse's PostgreSQL: the embedded server, connections and accounts, the lock of a run. May import: {@code settings}, {@code warehouse}.
 */
package ru.orientir.etl.postgres;
