package ru.orientir.etl.ledger;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** What loads write into the ledger, without the loads. */
public final class Nights {

    public static final String FEED = "enrolment";
    public static final String CONTRACT = "1.0.0";
    public static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    private final Runs runs;
    private final RunFiles files;
    private final KnownFiles known;
    private final Publications publications;

    public Nights(JdbcTemplate warehouse) {
        runs = new Runs(warehouse);
        files = new RunFiles(warehouse);
        known = new KnownFiles(warehouse);
        publications = new Publications(warehouse);
    }

    /** Begins a run that reads new files. */
    public void begin(String runId, DeliveredFile... delivered) {
        runs.begin(start(runId));
        files.add(runId, List.of(delivered));
    }

    /** Begins a run that conforms files of a year anew. */
    public void backfill(String runId, int year) {
        runs.begin(start(runId));
        files.addFromLake(runId, Set.of(year), Set.of());
    }

    public void count(String runId, FileCount... counts) {
        files.count(runId, FEED, CONTRACT, List.of(counts));
    }

    public void publish(String runId, Integer... years) {
        known.take(runId);
        publications.add(runId, DAY, "reference of " + runId, List.of(years));
        runs.end(runId, "PUBLISHED", 0, "Published");
    }

    public static RunStart start(String runId) {
        return new RunStart(runId, "nightly", DAY, "/inbox", "holder", "digest");
    }

    /** A file of the one feed, whose content is told by a letter. */
    public static DeliveredFile file(String name, String content) {
        return new DeliveredFile(FEED, name, sha256(content), 1, "/inbox/" + name);
    }

    public static String sha256(String content) {
        return content.repeat(64);
    }

    /** Three rows, one of them rejected. */
    public static FileCount rows(String name, Integer... years) {
        return new FileCount(name, 3, 2, 1, 0, new TreeSet<>(Arrays.asList(years)), null);
    }
}
