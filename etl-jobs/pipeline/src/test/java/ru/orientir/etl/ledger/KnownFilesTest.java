package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.orientir.etl.ledger.Nights.CONTRACT;
import static ru.orientir.etl.ledger.Nights.FEED;
import static ru.orientir.etl.ledger.Nights.file;
import static ru.orientir.etl.ledger.Nights.rows;
import static ru.orientir.etl.ledger.Nights.sha256;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(EmptyLedger.class)
class KnownFilesTest {

    private Nights nights;
    private RunFiles read;
    private KnownFiles files;
    private Runs runs;

    /** Run one published a.xlsx of 2022 and b.xlsx of 2023. */
    @BeforeEach
    void publishTwoFiles(JdbcTemplate warehouse) {
        nights = new Nights(warehouse);
        runs = new Runs(warehouse);
        read = new RunFiles(warehouse);
        files = new KnownFiles(warehouse);
        nights.begin("one", file("a.xlsx", "a"), file("b.xlsx", "b"));
        nights.count("one", rows("a.xlsx", 2022), rows("b.xlsx", 2023));
        nights.publish("one");
    }

    @Test
    void filesOfEarlierRunsStayInForce() {
        nights.begin("two", file("0.xlsx", "c"));

        assertThat(files.inForce(FEED, "two"))
                .containsExactly(
                        current("a.xlsx", sha256("a"), "one", 1, "one"),
                        current("b.xlsx", sha256("b"), "one", 2, "one"),
                        current("0.xlsx", sha256("c"), "two", 3, "two"));
        assertThat(files.inForce(FEED))
                .as("what is not published is not in force")
                .extracting(CurrentFile::name)
                .containsExactly("a.xlsx", "b.xlsx");
    }

    @Test
    void aCorrectedFileTakesThePlaceOfItsNameAndArrivesLast() {
        nights.begin("two", file("a.xlsx", "c"));
        List<CurrentFile> foreseen = files.inForce(FEED, "two");
        assertThat(foreseen)
                .containsExactly(
                        current("b.xlsx", sha256("b"), "one", 1, "one"),
                        current("a.xlsx", sha256("c"), "two", 2, "two"));

        nights.count("two", rows("a.xlsx", 2024));
        nights.publish("two");
        assertThat(files.inForce(FEED)).isEqualTo(foreseen);
        assertThat(files.years()).isEqualTo(Map.of(FEED, Set.of(2023, 2024)));
    }

    @Test
    void aRefusedFileReplacesNothing() {
        nights.begin("two", file("a.xlsx", "c"));
        read.refuse("two", FEED, Set.of("a.xlsx"));
        List<CurrentFile> foreseen = files.inForce(FEED, "two");
        nights.publish("two");

        assertThat(foreseen).extracting(CurrentFile::sha256).containsExactly(sha256("a"), sha256("b"));
        assertThat(files.inForce(FEED)).isEqualTo(foreseen);
    }

    @Test
    void whatComesAfterARefusedFileTakesItsPlace() {
        nights.begin("two", file("c.xlsx", "c"));
        nights.count("two", rows("c.xlsx", 2024));
        read.refuse("two", FEED, Set.of("c.xlsx"));
        nights.publish("two");
        assertThat(files.digests(FEED, CONTRACT).isKnown("c.xlsx", sha256("c"))).isTrue();

        nights.begin("three", file("c.xlsx", "d"));
        nights.publish("three");
        assertThat(files.digests(FEED, CONTRACT).isKnown("c.xlsx", sha256("c"))).isFalse();
        assertThat(files.inForce(FEED)).extracting(CurrentFile::sha256).contains(sha256("d"));
    }

    @Test
    void aFileConformedAgainFromTheLakeKeepsItsPlace() {
        nights.backfill("back", 2022);
        List<CurrentFile> foreseen = files.inForce(FEED, "back");
        assertThat(foreseen)
                .containsExactly(
                        current("a.xlsx", sha256("a"), "back", 1, "one"),
                        current("b.xlsx", sha256("b"), "one", 2, "one"));

        nights.count("back", rows("a.xlsx", 2022));
        nights.publish("back");
        assertThat(files.inForce(FEED)).isEqualTo(foreseen);
    }

    @Test
    void aFileDeliveredAgainAfterItsCorrectionIsANewDelivery() {
        nights.begin("two", file("a.xlsx", "c"));
        nights.publish("two");
        nights.begin("three", file("a.xlsx", "a"));
        nights.publish("three");

        assertThat(files.inForce(FEED))
                .containsExactly(
                        current("b.xlsx", sha256("b"), "one", 1, "one"),
                        current("a.xlsx", sha256("a"), "three", 2, "three"));
    }

    @Test
    void aRunTakenUpAgainTakesItsFilesOnce() {
        files.take("one");

        assertThat(files.inForce(FEED)).extracting(CurrentFile::name).containsExactly("a.xlsx", "b.xlsx");
    }

    @Test
    void aFileIsKnownByNameAndContent() {
        KnownFiles.Digests digests = files.digests(FEED, CONTRACT);

        assertThat(digests.isKnown("a.xlsx", sha256("a"))).isTrue();
        assertThat(digests.isKnown("a.xlsx", sha256("b"))).isFalse();
        assertThat(digests.hasContent(sha256("b"))).isTrue();
        assertThat(digests.hasContent(sha256("c"))).isFalse();
        assertThat(files.digests("vacancy", CONTRACT).hasContent(sha256("a"))).isFalse();
    }

    @Test
    void anotherVersionOfTheContractTriesRefusedFilesAgain() {
        nights.begin("two", file("c.xlsx", "c"));
        nights.count("two");
        read.refuse("two", FEED, Set.of("c.xlsx"));
        nights.publish("two");

        assertThat(files.digests(FEED, CONTRACT).isKnown("c.xlsx", sha256("c"))).isTrue();
        assertThat(files.digests(FEED, "2.0.0").isKnown("c.xlsx", sha256("c"))).isFalse();
    }

    @Test
    void yearsOfWhatNewFilesWouldReplace() {
        assertThat(files.yearsOf(Map.of(FEED, List.of("a.xlsx", "new.xlsx"), "vacancy", List.of("a.xlsx"))))
                .isEqualTo(Map.of(FEED, Set.of(2022), "vacancy", Set.of()));
    }

    @Test
    void filesInForceCountAsInTheRunThatReadThem(JdbcTemplate warehouse) {
        warehouse.execute("""
                UPDATE audit.load_file SET rows_kept_from_facts = 1 WHERE file_name = 'a.xlsx';
                INSERT INTO audit.rejected_row (run_id, feed_code, file_name, sha256, rule, severity, message_ru, message_en, stage)
                VALUES ('one', 'enrolment', 'a.xlsx', repeat('a', 64), 'unknown_code', 'error', '', '', 'fact')
                """);

        assertThat(files.feedCounts())
                .containsExactly(new FeedCount(FEED, 6, 3, 3, 0, 2, 0))
                .isEqualTo(read.feedCounts("one"));

        warehouse.execute("DELETE FROM audit.rejected_row");
        assertThat(files.feedCounts())
                .as("a later run found nothing wrong with the row")
                .containsExactly(new FeedCount(FEED, 6, 4, 2, 0, 2, 0));
        assertThat(read.feedCounts("one"))
                .as("what the run found stays")
                .containsExactly(new FeedCount(FEED, 6, 3, 3, 0, 2, 0));
    }

    /** A file that was received when the named run began. */
    private CurrentFile current(String name, String sha256, String run, long order, String receivedBy) {
        return new CurrentFile(name, sha256, run, order, start(receivedBy));
    }

    private Timestamp start(String runId) {
        return Timestamp.from(runs.find(runId).orElseThrow().startedAt().toInstant());
    }
}
