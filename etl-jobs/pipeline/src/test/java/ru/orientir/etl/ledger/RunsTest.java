package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(EmptyLedger.class)
class RunsTest {

    private Runs runs;

    @BeforeEach
    void open(JdbcTemplate warehouse) {
        runs = new Runs(warehouse);
    }

    @Test
    void aRunIsToldAsItWasNoted() {
        OffsetDateTime began = runs.begin(Nights.start("one"));
        runs.end("one", "CHECKS_FAILED", 5, "The checks failed");

        Run run = runs.find("one").orElseThrow();
        assertThat(run.command()).isEqualTo("nightly");
        assertThat(run.businessDate()).isEqualTo(Nights.DAY);
        assertThat(run.startedAt()).isEqualTo(began);
        assertThat(run.finishedAt()).isAfterOrEqualTo(began);
        assertThat(run.status()).isEqualTo("CHECKS_FAILED");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.message()).isEqualTo("The checks failed");
        assertThat(runs.find("other")).isEmpty();
    }

    @Test
    void aNightWithNothingNewBeginsWhenItBegins() {
        OffsetDateTime first = runs.begin(Nights.start("quiet"));
        runs.end("quiet", "NOTHING_NEW", 0, "Nothing new");

        assertThat(runs.begin(Nights.start("quiet"))).isAfter(first);
    }

    @Test
    void anInterruptedRunKeepsItsStart() {
        OffsetDateTime first = runs.begin(Nights.start("killed"));

        assertThat(runs.begin(Nights.start("killed"))).isEqualTo(first);
        assertThat(runs.find("killed").orElseThrow().message()).isEqualTo("Taken up again");
    }

    @Test
    void aKilledRunIsClosedWhenAnotherBegins() {
        runs.begin(Nights.start("killed"));
        runs.begin(Nights.start("next"));

        Run killed = runs.find("killed").orElseThrow();
        assertThat(killed.status()).isEqualTo("FAILED");
        assertThat(killed.exitCode()).isEqualTo(1);
        assertThat(killed.finishedAt()).isNotNull();
        assertThat(runs.find("next").orElseThrow().exitCode()).isNull();
    }

    @Test
    void theLatestRunsComeFirst() {
        runs.begin(Nights.start("one"));
        runs.begin(Nights.start("two"));
        runs.begin(Nights.start("three"));

        assertThat(runs.latest(2)).extracting(Run::runId).containsExactly("three", "two");
    }

    @Test
    void whoHoldsTheLockRunsWhatBeganSince() {
        assertThat(runs.runningSince(Instant.now())).isEmpty();

        OffsetDateTime began = runs.begin(Nights.start("one"));
        assertThat(runs.runningSince(began.toInstant())).contains("one");

        runs.end("one", "FAILED", 1, "The load failed");
        assertThat(runs.runningSince(began.toInstant())).isEmpty();
    }

    @Test
    void aRepeatedStepIsToldAsItLastRan() {
        runs.begin(Nights.start("one"));
        runs.stepBegins("one", "land");
        runs.stepEnds("one", "land", null, null, null, "2 files");
        runs.stepBegins("one", "conform");
        runs.stepEnds("one", "conform", 3L, 2L, 1L, "3 rows");
        runs.stepBegins("one", "conform");

        assertThat(runs.steps("one")).extracting(RunStep::step).containsExactly("land", "conform");
        RunStep repeated = runs.steps("one").get(1);
        assertThat(repeated.finishedAt()).isNull();
        assertThat(repeated.message()).isNull();

        runs.stepEnds("one", "conform", 5L, 4L, 1L, "5 rows");
        RunStep ended = runs.steps("one").get(1);
        assertThat(ended.rowsRead()).isEqualTo(5);
        assertThat(ended.rowsWritten()).isEqualTo(4);
        assertThat(ended.rowsRejected()).isEqualTo(1);
        assertThat(ended.finishedAt()).isAfterOrEqualTo(ended.startedAt());
        assertThat(runs.steps("one").get(0).rowsRead()).isNull();
    }
}
