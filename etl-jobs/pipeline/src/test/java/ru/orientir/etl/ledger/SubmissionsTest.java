package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.orientir.etl.ledger.Nights.FEED;
import static ru.orientir.etl.ledger.Nights.file;
import static ru.orientir.etl.ledger.Nights.rows;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(EmptyLedger.class)
class SubmissionsTest {

    private Nights nights;
    private Runs runs;
    private Submissions submissions;

    @BeforeEach
    void open(JdbcTemplate warehouse) {
        nights = new Nights(warehouse);
        runs = new Runs(warehouse);
        submissions = new Submissions(warehouse);
    }

    @Test
    void aFormWithoutARowSaysWhoReportsNoneForWhen() {
        nights.begin(
                "one",
                file("school1_2023.xlsx", "a"),
                file("centre_2023-05.xlsx", "b"),
                file("20240131-A-17.csv", "c"),
                file("unnamed.xlsx", "d"),
                file("school2_2023.xlsx", "e"));
        nights.count("one", rows("school2_2023.xlsx", 2023));

        Timestamp received = start("one");
        assertThat(submissions.emptyForms(FEED, "one"))
                .containsExactlyInAnyOrder(
                        new EmptyForm("school1", 2023, null, received),
                        new EmptyForm("centre", 2023, Date.valueOf("2023-05-01"), received),
                        new EmptyForm("20240131-A-17", null, null, received));
    }

    @Test
    void anEmptyFormCountsUntilAFileOfItsNameReplacesIt() {
        nights.begin("one", file("school1_2023.xlsx", "a"));
        nights.count("one");
        nights.publish("one");
        assertThat(submissions.emptyForms(FEED, "later"))
                .extracting(EmptyForm::receivedAt)
                .containsExactly(start("one"));

        nights.begin("two", file("school1_2023.xlsx", "b"));
        nights.count("two", rows("school1_2023.xlsx", 2023));
        assertThat(submissions.emptyForms(FEED, "two")).isEmpty();
    }

    @Test
    void aRefusedFormReportsNothing(JdbcTemplate warehouse) {
        nights.begin("one", file("school1_2023.xlsx", "a"));
        nights.count("one");
        new RunFiles(warehouse).refuse("one", FEED, Set.of("school1_2023.xlsx"));

        assertThat(submissions.emptyForms(FEED, "one")).isEmpty();
    }

    private Timestamp start(String runId) {
        return Timestamp.from(runs.find(runId).orElseThrow().startedAt().toInstant());
    }
}
