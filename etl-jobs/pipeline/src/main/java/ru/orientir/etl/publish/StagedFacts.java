package ru.orientir.etl.publish;

import java.util.Collection;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.copy.CopySink;

/**
 * Step load: brings rows of facts to {@code staging}, a table a reporting year, ready to take the place of the published
 * partition.
 *
 * <p>Input: rows with codes and dates as the lake keeps them. Output: {@code staging.<fact>_<year>} with surrogate keys,
 * the primary key and the indexes of the published table. Cost: one binary COPY a Spark partition; the key is built
 * after the rows are in.
 */
public final class StagedFacts {

    private final JdbcTemplate warehouse;
    private final CopySink sink;
    private final SurrogateKeys keys;

    public StagedFacts(JdbcTemplate warehouse, CopySink sink, SurrogateKeys keys) {
        this.warehouse = warehouse;
        this.sink = sink;
        this.keys = keys;
    }

    /**
     * Loads a fact that is partitioned by reporting year.
     *
     * @param years years that the rows replace, also where a year has no row
     * @return rows loaded
     */
    public long loadYears(String fact, Dataset<Row> rows, Collection<Integer> years) {
        dropStaged(fact);
        warehouse.execute("CREATE TABLE staging." + fact + " (LIKE core." + fact
                + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY LIST (reporting_year)");
        for (int year : years) {
            warehouse.execute(
                    "CREATE TABLE staging.%1$s_%2$d PARTITION OF staging.%1$s (CHECK (reporting_year = %2$d)) FOR VALUES IN (%2$d)"
                            .formatted(fact, year));
        }
        long loaded = sink.copy(keys.resolve(rows, fact), "staging." + fact);
        for (int year : years) {
            String partition = fact + "_" + year;
            warehouse.execute("ALTER TABLE staging." + fact + " DETACH PARTITION staging." + partition);
            buildIndexes(fact, partition);
        }
        warehouse.execute("DROP TABLE staging." + fact);
        return loaded;
    }

    /** Loads a table that is replaced or added to whole. */
    public long loadWhole(String table, Dataset<Row> rows) {
        dropStaged(table);
        warehouse.execute("CREATE TABLE staging." + table + " (LIKE core." + table + " INCLUDING DEFAULTS)");
        return sink.copy(keys.resolve(rows, table), "staging." + table);
    }

    private void dropStaged(String fact) {
        for (String left : warehouse.queryForList(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'staging' AND tablename ~ ?",
                String.class,
                "^" + fact + "(_[0-9]{4})?$")) {
            warehouse.execute("DROP TABLE IF EXISTS staging." + left + " CASCADE");
        }
    }

    private void buildIndexes(String fact, String partition) {
        for (String constraint : warehouse.queryForList(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ?::regclass AND contype IN ('p', 'u')",
                String.class,
                "core." + fact)) {
            warehouse.execute("ALTER TABLE staging." + partition + " ADD " + constraint);
        }
        for (String index : warehouse.queryForList("""
                SELECT pg_get_indexdef(indexrelid) FROM pg_index i
                WHERE indrelid = ?::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
                """, String.class, "core." + fact)) {
            warehouse.execute(index.replaceFirst(
                    "^CREATE (UNIQUE )?INDEX \\S+ ON (ONLY )?\\S+ ", "CREATE $1INDEX ON staging." + partition + " "));
        }
        warehouse.execute("ANALYZE staging." + partition);
    }
}
