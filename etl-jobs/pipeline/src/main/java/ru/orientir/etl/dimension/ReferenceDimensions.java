package ru.orientir.etl.dimension;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.warehouse.ReferenceTable;
import ru.orientir.warehouse.ReferenceTables;

/**
 * Tables whose rows come from reference files: copies each to {@code staging}, adds and changes rows there.
 *
 * <p>Members never disappear, and keep their surrogate key; new ones draw it from the published table's sequence. The
 * copies are published together with the facts that refer to them.
 */
public final class ReferenceDimensions {

    private static final String EVENT_EDITION = "dim_event_edition";

    private final JdbcTemplate warehouse;

    public ReferenceDimensions(JdbcTemplate warehouse) {
        this.warehouse = warehouse;
    }

    /** The tables it stages, a table after those it refers to. */
    public static List<String> tables() {
        List<String> tables = new java.util.ArrayList<>(
                ReferenceTables.all().stream().map(ReferenceTable::tableName).toList());
        tables.add(EVENT_EDITION);
        return tables;
    }

    /**
     * Copies and renews all of them.
     *
     * @param years years for which event editions must be there
     */
    public void stage(Iterable<Integer> years) {
        ReferenceTables.all().forEach(this::renew);
        stageEventEditions(years);
    }

    /** An edition is a series in a year at a level in a format; all that can occur are members. */
    private void stageEventEditions(Iterable<Integer> years) {
        copy(EVENT_EDITION);
        for (int year : years) {
            warehouse.update("""
                    INSERT INTO staging.dim_event_edition (event_edition_key, event_series_key, reporting_year, event_level_key, event_format_key)
                    SELECT nextval(pg_get_serial_sequence('core.dim_event_edition', 'event_edition_key')),
                           s.event_series_key, ?, l.event_level_key, f.event_format_key
                    FROM staging.dim_event_series s, staging.dim_event_level l, staging.dim_event_format f
                    WHERE NOT EXISTS (SELECT FROM staging.dim_event_edition e
                                      WHERE e.event_series_key = s.event_series_key AND e.reporting_year = ?
                                        AND e.event_level_key = l.event_level_key AND e.event_format_key = f.event_format_key)
                    """, year, year);
        }
    }

    private void renew(ReferenceTable reference) {
        String table = reference.tableName();
        copy(table);
        List<String> header = reference.header();
        List<String> key = reference.businessKey();
        String typed = header.stream()
                .map(column -> "?::" + typeOf(table, column) + " AS " + column)
                .collect(Collectors.joining(", "));
        String sameKey = key.stream()
                .map(column -> "t." + column + " IS NOT DISTINCT FROM s." + column)
                .collect(Collectors.joining(" AND "));
        String changes = header.stream()
                .filter(column -> !key.contains(column))
                .map(column -> column + " = s." + column)
                .collect(Collectors.joining(", "));
        String columns = String.join(", ", header);
        String values = header.stream().map(column -> "s." + column).collect(Collectors.joining(", "));
        if (reference.isDimension()) {
            String surrogate = table.substring("dim_".length()) + "_key";
            columns = surrogate + ", " + columns;
            values = "nextval(pg_get_serial_sequence('core." + table + "', '" + surrogate + "')), " + values;
        }
        warehouse.batchUpdate(
                "MERGE INTO staging." + table + " t USING (SELECT " + typed + ") s ON " + sameKey
                        + (changes.isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + changes)
                        + " WHEN NOT MATCHED THEN INSERT (" + columns + ") VALUES (" + values + ")",
                reference.rows().stream().map(List::toArray).toList());
    }

    private void copy(String table) {
        warehouse.execute("DROP TABLE IF EXISTS staging." + table);
        warehouse.execute("CREATE TABLE staging." + table + " (LIKE core." + table + " INCLUDING DEFAULTS)");
        warehouse.execute("INSERT INTO staging." + table + " SELECT * FROM core." + table);
    }

    private String typeOf(String table, String column) {
        return warehouse.queryForObject(
                "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ?",
                String.class,
                "core." + table,
                column);
    }
}
