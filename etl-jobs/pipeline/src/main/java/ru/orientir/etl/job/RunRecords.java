package ru.orientir.etl.job;

import java.sql.Array;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.land.SourceFile;
import ru.orientir.etl.select.CurrentFile;

/** What the warehouse remembers of runs and files: schema {@code audit}. */
public final class RunRecords {

    private final JdbcTemplate warehouse;

    public RunRecords(JdbcTemplate warehouse) {
        this.warehouse = warehouse;
    }

    // ---- planning

    /** Files of a feed by which a delivery is recognised. */
    record KnownFiles(Map<String, Set<String>> digestsByName) {

        /** The same content under the same name is in force, or was refused. */
        boolean isKnown(SourceFile file) {
            return digestsByName.getOrDefault(file.name(), Set.of()).contains(file.sha256());
        }

        /** The same content is known under some name. */
        boolean hasContent(SourceFile file) {
            return digestsByName.values().stream().anyMatch(digests -> digests.contains(file.sha256()));
        }
    }

    /** Files in force, and files refused by the contract as it is now: a new version of the contract tries those again. */
    KnownFiles knownFiles(FeedContract contract) {
        Map<String, Set<String>> byName = new HashMap<>();
        warehouse.query(
                """
                SELECT file_name, sha256 FROM audit.source_file
                WHERE feed_code = ? AND (status = 'active' OR (status = 'refused' AND contract_version = ?))
                """,
                row -> {
                    byName.computeIfAbsent(row.getString(1), name -> new HashSet<>())
                            .add(row.getString(2));
                },
                contract.feed(),
                contract.version());
        return new KnownFiles(byName);
    }

    String lastReferenceDigest() {
        return warehouse
                .queryForList(
                        "SELECT reference_digest FROM audit.publication ORDER BY vintage_key DESC LIMIT 1",
                        String.class)
                .stream()
                .findFirst()
                .orElse("");
    }

    long lastVintage() {
        return warehouse.queryForObject("SELECT coalesce(max(vintage_key), 0) FROM audit.publication", Long.class);
    }

    // ---- runs

    /** Notes that a run begins or is taken up again; runs that were killed are closed. */
    OffsetDateTime begin(String runId, LoadRequest request, String holder, String digest) {
        warehouse.update("""
                UPDATE audit.load_run SET status = 'FAILED', finished_at = now(), exit_code = 1, message = 'Interrupted'
                WHERE status = 'RUNNING' AND run_id <> ?
                """, runId);
        return warehouse.queryForObject(
                """
                INSERT INTO audit.load_run (run_id, command, business_date, inbox, started_at, status, holder, inputs_digest)
                VALUES (?, ?, ?, ?, now(), 'RUNNING', ?, ?)
                ON CONFLICT (run_id) DO UPDATE SET status = 'RUNNING', finished_at = NULL, exit_code = NULL,
                    message = 'Taken up again', holder = excluded.holder,
                    started_at = CASE WHEN load_run.status = 'NOTHING_NEW' THEN now() ELSE load_run.started_at END
                RETURNING started_at
                """,
                OffsetDateTime.class,
                runId,
                request.command(),
                request.businessDate(),
                request.inbox(),
                holder,
                digest);
    }

    /** Notes how a run ended; a published run keeps its status. */
    void end(String runId, String status, int exitCode, String message) {
        warehouse.update(
                "UPDATE audit.load_run SET status = ?, finished_at = now(), exit_code = ?, message = ? WHERE run_id = ?",
                status,
                exitCode,
                message,
                runId);
    }

    boolean isPublished(String runId) {
        return Boolean.TRUE.equals(warehouse.queryForObject(
                "SELECT EXISTS (SELECT FROM audit.publication WHERE run_id = ?)", Boolean.class, runId));
    }

    /** Years that a run published; none where it published nothing. */
    List<Integer> publishedYears(String runId) {
        return warehouse.queryForList(
                "SELECT unnest(years)::int FROM audit.publication WHERE run_id = ? ORDER BY 1", Integer.class, runId);
    }

    /** Runs whose folders in the lake nobody needs: they never published, and what they read has been published since. */
    List<String> abandonedRuns() {
        return warehouse.queryForList("""
                SELECT run_id FROM audit.load_run r
                WHERE status IN ('FAILED', 'CHECKS_FAILED')
                  AND NOT EXISTS (SELECT FROM audit.publication p WHERE p.run_id = r.run_id)
                """, String.class);
    }

    /** Runs whose facts are published for some year. */
    Set<String> servingRuns() {
        return new HashSet<>(warehouse.queryForList("SELECT DISTINCT run_id FROM audit.lake_partition", String.class));
    }

    /** Counts of the files of a run after conforming, by digest. */
    Map<String, FileCount> fileCounts(String runId, String feed) {
        Map<String, FileCount> counts = new TreeMap<>();
        warehouse.query(
                """
                SELECT sha256, file_name, rows_read, rows_valid, rows_rejected, rows_left_out, sender FROM audit.load_file
                WHERE run_id = ? AND feed_code = ? AND rows_read > 0
                """,
                row -> {
                    counts.put(
                            row.getString(1),
                            new FileCount(
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    new TreeSet<>(),
                                    row.getString(7)));
                },
                runId,
                feed);
        return counts;
    }

    void stepBegins(String runId, String step) {
        warehouse.update("""
                INSERT INTO audit.load_step (run_id, step, started_at) VALUES (?, ?, clock_timestamp())
                ON CONFLICT (run_id, step) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL, message = NULL
                """, runId, step);
    }

    void stepEnds(String runId, String step, LoadResult result) {
        warehouse.update("""
                UPDATE audit.load_step SET finished_at = clock_timestamp(), rows_read = ?, rows_written = ?, rows_rejected = ?, message = ?
                WHERE run_id = ? AND step = ?
                """, result.read(), result.written(), result.rejected(), result.message(), runId, step);
    }

    // ---- files of a run

    /** Notes the new files of a run. */
    void files(LoadRun run) {
        warehouse.batchUpdate(
                """
                INSERT INTO audit.load_file (run_id, feed_code, file_name, sha256, size_bytes, location, landed_run_id)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                run.newFiles().stream()
                        .map(file -> new Object[] {
                            run.runId(),
                            file.feed(),
                            file.name(),
                            file.sha256(),
                            file.sizeBytes(),
                            file.toldLocation(),
                            run.runId()
                        })
                        .toList());
        String feeds = run.feeds().stream().collect(Collectors.joining(",", "{", "}"));
        for (int year : run.years()) {
            warehouse.update("""
                    INSERT INTO audit.load_file (run_id, feed_code, file_name, sha256, size_bytes, location, landed_run_id)
                    SELECT ?, feed_code, file_name, sha256, size_bytes, 'lake', landed_run_id FROM audit.source_file
                    WHERE status = 'active' AND ?::smallint = ANY (reporting_years)
                      AND (cardinality(?::text[]) = 0 OR feed_code = ANY (?::text[]))
                    ON CONFLICT DO NOTHING
                    """, run.runId(), year, feeds, feeds);
        }
    }

    /** Feeds that a run has files of. */
    Set<String> feedsOf(String runId) {
        return new TreeSet<>(warehouse.queryForList(
                "SELECT DISTINCT feed_code FROM audit.load_file WHERE run_id = ?", String.class, runId));
    }

    /** Names of the files to conform, by the run that landed them. */
    Map<String, List<String>> namesByLandedRun(String runId, String feed) {
        Map<String, List<String>> names = new TreeMap<>();
        warehouse.query(
                """
                SELECT landed_run_id, file_name FROM audit.load_file
                WHERE run_id = ? AND feed_code = ? AND NOT is_refused ORDER BY file_name
                """,
                row -> {
                    names.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                            .add(row.getString(2));
                },
                runId,
                feed);
        return names;
    }

    void refuse(String runId, String feed, Collection<String> fileNames) {
        warehouse.batchUpdate(
                "UPDATE audit.load_file SET is_refused = true WHERE run_id = ? AND feed_code = ? AND file_name = ?",
                fileNames.stream().map(name -> new Object[] {runId, feed, name}).toList());
    }

    /** Counts of one file after conforming; {@code sender} is the organization that all its rows name, else null. */
    record FileCount(
            String fileName,
            long read,
            long valid,
            long rejected,
            long leftOut,
            SortedSet<Integer> years,
            String sender) {}

    /** Notes the counts; files without a row get zeros. */
    void counts(String runId, FeedContract contract, List<FileCount> counts) {
        warehouse.update("""
                UPDATE audit.load_file SET contract_version = ?, rows_read = 0, rows_valid = 0, rows_rejected = 0, rows_left_out = 0,
                    reporting_years = '{}', submitted_scope = substring(file_name from '([^/]+_[0-9]{4}(?:-[0-9]{2})?|[0-9]{8}-[A-Z]-[0-9]+)\\.[^./]+$'),
                    sender = substring(file_name from '([^/ _.]+)[^/]*$')
                WHERE run_id = ? AND feed_code = ?
                """, contract.version(), runId, contract.feed());
        warehouse.batchUpdate(
                """
                UPDATE audit.load_file SET rows_read = ?, rows_valid = ?, rows_rejected = ?, rows_left_out = ?, reporting_years = ?::smallint[],
                    sender = coalesce(?, sender)
                WHERE run_id = ? AND feed_code = ? AND file_name = ?
                """,
                counts.stream()
                        .map(count -> new Object[] {
                            count.read(),
                            count.valid(),
                            count.rejected(),
                            count.leftOut(),
                            "{"
                                    + String.join(
                                            ",",
                                            count.years().stream()
                                                    .map(String::valueOf)
                                                    .toList()) + "}",
                            count.sender(),
                            runId,
                            contract.feed(),
                            count.fileName()
                        })
                        .toList());
    }

    /** The files of a feed that count once this run is published. */
    List<CurrentFile> currentFiles(String runId, String feed) {
        return warehouse.query(
                """
                SELECT file_name, sha256, run_id, row_number() OVER (ORDER BY received_at, file_name)
                FROM (SELECT file_name, sha256, run_id, received_at FROM audit.source_file s
                      WHERE feed_code = ? AND status = 'active'
                        AND NOT EXISTS (SELECT FROM audit.load_file l WHERE l.run_id = ? AND l.feed_code = s.feed_code
                                          AND l.file_name = s.file_name AND NOT l.is_refused)
                      UNION ALL
                      SELECT l.file_name, l.sha256, l.run_id, coalesce(s.received_at, r.started_at)
                      FROM audit.load_file l
                      JOIN audit.load_run r ON r.run_id = l.run_id
                      LEFT JOIN audit.source_file s ON s.feed_code = l.feed_code AND s.file_name = l.file_name AND s.sha256 = l.sha256
                                                   AND s.status = 'active'
                      WHERE l.run_id = ? AND l.feed_code = ? AND NOT l.is_refused) f
                """,
                (row, number) -> new CurrentFile(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                feed,
                runId,
                runId,
                feed);
    }

    /** Current files that hold no row and whose name states who reports: they report none. */
    List<IndicatorStage.EmptyForm> emptyForms(String runId, String feed) {
        return warehouse.query(
                """
                SELECT submitted_scope, received_at FROM (
                    SELECT s.submitted_scope, s.received_at, s.rows_read, s.file_name FROM audit.source_file s
                    WHERE s.feed_code = ? AND s.status = 'active'
                      AND NOT EXISTS (SELECT FROM audit.load_file l WHERE l.run_id = ? AND l.feed_code = s.feed_code
                                        AND l.file_name = s.file_name AND NOT l.is_refused)
                    UNION ALL
                    SELECT l.submitted_scope, r.started_at, l.rows_read, l.file_name FROM audit.load_file l
                    JOIN audit.load_run r ON r.run_id = l.run_id
                    WHERE l.run_id = ? AND l.feed_code = ? AND NOT l.is_refused) f
                WHERE rows_read = 0 AND submitted_scope IS NOT NULL
                """,
                (row, number) ->
                        SubmissionScope.of(row.getString(1)).orElseThrow().emptyForm(row.getTimestamp(2)),
                feed,
                runId,
                runId,
                feed);
    }

    /** When each current file was received. */
    Map<String, Timestamp> receivedAt(String runId, String feed) {
        Map<String, Timestamp> times = new HashMap<>();
        warehouse.query(
                """
                SELECT file_name, received_at FROM audit.source_file WHERE feed_code = ? AND status = 'active'
                UNION ALL
                SELECT l.file_name, r.started_at FROM audit.load_file l JOIN audit.load_run r ON r.run_id = l.run_id
                WHERE l.run_id = ? AND l.feed_code = ?
                """,
                row -> {
                    times.putIfAbsent(row.getString(1), row.getTimestamp(2));
                },
                feed,
                runId,
                feed);
        return times;
    }

    /** Years that the accepted files of a run touch, by feed: those they hold and those of what they replace. */
    Map<String, SortedSet<Integer>> touchedYears(String runId) {
        Map<String, SortedSet<Integer>> touched = new TreeMap<>();
        warehouse.query(
                """
                SELECT l.feed_code, l.reporting_years, s.reporting_years, l.submitted_scope, l.rows_read
                FROM audit.load_file l
                LEFT JOIN audit.source_file s ON s.feed_code = l.feed_code AND s.file_name = l.file_name AND s.status = 'active'
                WHERE l.run_id = ? AND NOT l.is_refused
                """,
                row -> {
                    SortedSet<Integer> years = touched.computeIfAbsent(row.getString(1), feed -> new TreeSet<>());
                    years.addAll(integers(row.getArray(2)));
                    years.addAll(integers(row.getArray(3)));
                    boolean isEmpty = row.getLong(5) == 0;
                    SubmissionScope.of(row.getString(4))
                            .filter(scope -> scope.year() != null || isEmpty)
                            .ifPresent(scope -> years.add(scope.firstYear()));
                },
                runId);
        return touched;
    }

    /** Every year that has rows, before this run or in it, by feed. */
    Map<String, SortedSet<Integer>> knownYears(String runId) {
        Map<String, SortedSet<Integer>> known = activeYears();
        touchedYears(runId).forEach((feed, years) -> known.computeIfAbsent(feed, name -> new TreeSet<>())
                .addAll(years));
        return known;
    }

    /** Every year that the files in force have rows of, by feed. */
    Map<String, SortedSet<Integer>> activeYears() {
        Map<String, SortedSet<Integer>> years = new TreeMap<>();
        warehouse.query("SELECT feed_code, reporting_years FROM audit.source_file WHERE status = 'active'", row -> {
            years.computeIfAbsent(row.getString(1), feed -> new TreeSet<>()).addAll(integers(row.getArray(2)));
        });
        return years;
    }

    /** Years of the versions in force that files of the same names would replace, by feed; each feed of the files has an entry. */
    Map<String, SortedSet<Integer>> replacedYears(Collection<SourceFile> files) {
        Map<String, SortedSet<Integer>> years = new TreeMap<>();
        for (SourceFile file : files) {
            SortedSet<Integer> ofFeed = years.computeIfAbsent(file.feed(), feed -> new TreeSet<>());
            warehouse.query(
                    "SELECT reporting_years FROM audit.source_file WHERE feed_code = ? AND file_name = ? AND status = 'active'",
                    row -> {
                        ofFeed.addAll(integers(row.getArray(1)));
                    },
                    file.feed(),
                    file.name());
        }
        return years;
    }

    /** For each year of a dataset the run whose folder is published. */
    Map<Integer, String> publishedRuns(String dataset) {
        Map<Integer, String> runs = new TreeMap<>();
        warehouse.query(
                "SELECT reporting_year, run_id FROM audit.lake_partition WHERE dataset = ?",
                row -> {
                    runs.put(row.getInt(1), row.getString(2));
                },
                dataset);
        return runs;
    }

    /** Counts of a run's files by feed for the operator, as the run found them; rows rejected while facts were made are among the rejected. */
    public List<LoadOutcome.FeedCount> feedCounts(String runId) {
        return feedCounts("coalesce(l.rows_kept_from_facts, 0)", "l.run_id = ?", runId);
    }

    /** The same of all files in force, whichever run read them, as the last run found them. */
    public List<LoadOutcome.FeedCount> feedCountsInForce() {
        return feedCounts("""
                (SELECT count(*) FROM audit.rejected_row r
                 WHERE r.stage = 'fact' AND r.feed_code = l.feed_code AND r.file_name = l.file_name AND r.sha256 = l.sha256)
                """, """
                EXISTS (SELECT FROM audit.source_file s WHERE s.run_id = l.run_id AND s.feed_code = l.feed_code
                          AND s.file_name = l.file_name AND s.status IN ('active', 'refused'))
                """);
    }

    private List<LoadOutcome.FeedCount> feedCounts(String keptFromFacts, String files, Object... arguments) {
        return warehouse.query(
                """
                SELECT feed_code, coalesce(sum(rows_read - rows_left_out), 0), coalesce(sum(rows_valid - kept_from_facts), 0),
                       coalesce(sum(rows_rejected + kept_from_facts), 0), coalesce(sum(rows_left_out), 0), count(*),
                       count(*) FILTER (WHERE is_refused)
                FROM (SELECT l.*, %s AS kept_from_facts FROM audit.load_file l WHERE %s) f
                GROUP BY feed_code ORDER BY 1
                """.formatted(keptFromFacts, files),
                (row, number) -> new LoadOutcome.FeedCount(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getInt(6),
                        row.getInt(7)),
                arguments);
    }

    private static List<Integer> integers(Array array) throws java.sql.SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(value -> ((Number) value).intValue())
                        .toList();
    }
}
