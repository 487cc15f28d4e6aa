package ru.orientir.etl.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.dimension.ReferenceDimensions;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.LakeFolder;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.Rejections;

/**
 * Step publish: one transaction in which everything staged takes the place of what was published.
 *
 * <p>Dimensions are merged, partitions of facts exchanged, comparisons and rejected rows replaced, files and lake folders
 * noted, the vintage counted. A reader sees the warehouse before it or after it, never between. Cost: foreign keys are
 * checked before any published table is locked; readers wait for the exchange of partitions only, which moves no row.
 */
public final class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final int TRIES = 30;

    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;
    private final KnownFiles files;
    private final Rejections rejections;
    private final Publications publications;

    public Publication(
            JdbcTemplate warehouse,
            TransactionTemplate transaction,
            KnownFiles files,
            Rejections rejections,
            Publications publications) {
        this.warehouse = warehouse;
        this.transaction = transaction;
        this.files = files;
        this.rejections = rejections;
        this.publications = publications;
    }

    /**
     * What is published.
     *
     * @param yearsByFact staged years of each fact, exchanged as partitions
     * @param yearsByFeed years whose rejections at the fact stage and superseded submissions are made anew, by feed
     * @param folders folders of the lake that this run serves from now on
     */
    public record Staged(
            String runId,
            LocalDate businessDate,
            String referenceDigest,
            Map<String, SortedSet<Integer>> yearsByFact,
            Map<String, SortedSet<Integer>> yearsByFeed,
            List<LakeFolder> folders,
            SortedSet<Integer> years) {}

    /**
     * Publishes, waiting for long readers where it must.
     *
     * @param lockCheck called inside the transaction, last before it commits; fails when the run lock is lost
     */
    public void publish(Staged staged, Runnable lockCheck) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> {
                    exchange(staged);
                    lockCheck.run();
                });
                return;
            } catch (PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    throw new IllegalStateException(
                            "Cannot publish: a session has held a lock on the published tables through " + TRIES
                                    + " tries; end it and start the run again",
                            e);
                }
                LOG.info("Somebody reads a table that is to be exchanged; try {} of {}", attempt + 1, TRIES);
            }
        }
    }

    private void exchange(Staged staged) {
        warehouse.execute("SET LOCAL lock_timeout = '5s'");
        for (String table : ReferenceDimensions.tables()) {
            merge(table);
        }
        merge("dim_organization");
        staged.yearsByFact().forEach((fact, years) -> years.forEach(year -> addForeignKeys(fact, fact + "_" + year)));
        staged.yearsByFact().forEach((fact, years) -> years.forEach(year -> exchangePartition(fact, year)));
        warehouse.execute("DELETE FROM core.fact_stage_comparison");
        warehouse.execute("INSERT INTO core.fact_stage_comparison SELECT * FROM staging.fact_stage_comparison");
        rejections.take(staged.runId(), staged.yearsByFeed());
        files.take(staged.runId());
        publications.serve(staged.runId(), staged.folders());
        publications.add(staged.runId(), staged.businessDate(), staged.referenceDigest(), staged.years());
    }

    /** Adds new rows and changes those that differ; a published row keeps its key. */
    private void merge(String table) {
        List<String> columns = columns(table, "attnum > 0 AND NOT attisdropped");
        List<String> key = warehouse.queryForList("""
                SELECT a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                WHERE c.conrelid = ?::regclass AND c.contype = 'p'
                """, String.class, "core." + table);
        List<String> others = new ArrayList<>(columns);
        others.removeAll(key);
        String list = String.join(", ", columns);
        warehouse.execute("INSERT INTO core." + table + " AS t (" + list + ") SELECT " + list + " FROM staging." + table
                + " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET "
                + others.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "))
                + " WHERE (" + prefixed("t.", others) + ") IS DISTINCT FROM (" + prefixed("excluded.", others) + ")");
    }

    private static String prefixed(String prefix, List<String> columns) {
        return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private List<String> columns(String table, String which) {
        return warehouse.queryForList(
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND " + which + " ORDER BY attnum",
                String.class,
                "core." + table);
    }

    private void addForeignKeys(String fact, String partition) {
        for (String key : warehouse.queryForList(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ?::regclass AND contype = 'f' AND conparentid = 0",
                String.class,
                "core." + fact)) {
            warehouse.execute("ALTER TABLE staging." + partition + " ADD " + key);
        }
    }

    private void exchangePartition(String fact, int year) {
        String partition = fact + "_" + year;
        warehouse.execute("DROP TABLE IF EXISTS core." + partition);
        warehouse.execute("ALTER TABLE staging." + partition + " SET SCHEMA core");
        warehouse.execute(
                "ALTER TABLE core." + fact + " ATTACH PARTITION core." + partition + " FOR VALUES IN (" + year + ")");
    }

    /** Drops what the run left in {@code staging}. */
    public void clean() {
        for (String table :
                warehouse.queryForList("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'", String.class)) {
            // What an interrupted step left may be a table with partitions, which go with it.
            warehouse.execute("DROP TABLE IF EXISTS staging." + table + " CASCADE");
        }
    }
}
