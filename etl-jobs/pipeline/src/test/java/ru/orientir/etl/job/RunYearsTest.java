package ru.orientir.etl.job;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.orientir.etl.ledger.Nights.DAY;
import static ru.orientir.etl.ledger.Nights.FEED;
import static ru.orientir.etl.ledger.Nights.file;
import static ru.orientir.etl.ledger.Nights.rows;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.ledger.EmptyLedger;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.Nights;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.table.Table;

@ExtendWith(EmptyLedger.class)
class RunYearsTest {

    private Nights nights;
    private RunYears years;

    /** Run one published a.xlsx of 2022 and b.xlsx of 2024; run two reads a.xlsx again, of 2023 now. */
    @BeforeEach
    void correctAFile(JdbcTemplate warehouse) {
        nights = new Nights(warehouse);
        years = new RunYears(
                new RunFiles(warehouse),
                new KnownFiles(warehouse),
                new Publications(warehouse),
                RunYears.tables(FeedContracts.bundled()),
                2018);
        nights.begin("one", file("a.xlsx", "a"), file("b.xlsx", "b"));
        nights.count("one", rows("a.xlsx", 2022), rows("b.xlsx", 2024));
        nights.publish("one");
        nights.begin("two", file("a.xlsx", "c"));
        nights.count("two", rows("a.xlsx", 2023));
    }

    @Test
    void theYearsOfAFileAndOfWhatItReplacesAreStale() {
        LoadRun two = run("two", false);
        StaleYears stale = years.stale(two);

        assertThat(stale.all()).containsExactly(2022, 2023);
        assertThat(stale.byTable().keySet())
                .extracting(Table::name)
                .containsExactlyInAnyOrder("fact_enrolment", "fact_submission", "fact_indicator_value");
        assertThat(stale.byTable().values()).allMatch(stale.all()::equals);
        assertThat(years.judged(two, stale, FEED)).containsExactly(2022, 2023);
        assertThat(years.judged(two, stale, "vacancy")).isEmpty();
    }

    @Test
    void theRegisterIsJudgedWhole() {
        LoadRun two = run("two", false);

        assertThat(years.judged(two, years.stale(two), StaleYears.REGISTER))
                .startsWith(1900)
                .endsWith(DAY.getYear() + 1);
    }

    @Test
    void newReferenceDataMakeEveryKnownYearStale() {
        assertThat(years.stale(run("two", true)).all()).containsExactly(2022, 2023, 2024);
    }

    @Test
    void rowsAreTakenInUpToTheYearAfterTheBusinessDate() {
        assertThat(years.taken(run("two", false)).first()).isEqualTo(2018);
        assertThat(years.taken(run("two", false)).last()).isEqualTo(DAY.getYear() + 1);
    }

    @Test
    void aPlanForeseesWhatTheRunFindsStale() {
        SourceFile correction = new SourceFile(FEED, "a.xlsx", "file:/inbox/a.xlsx", 1, Nights.sha256("c"));
        LoadPlan plan = new LoadPlan(List.of(correction), 0, List.of(), Set.of(), false, "digest", 1);

        assertThat(years.planned(request(DAY, Set.of()), plan, Map.of(FEED, new TreeSet<>(Set.of(2023)))))
                .isEqualTo(years.stale(run("two", false)).all());
    }

    @Test
    void aPlanOfABackfillHoldsTheYearsAskedForThatHaveRows() {
        LoadPlan plan = new LoadPlan(List.of(), 0, List.of(), Set.of(2020, 2024), false, "digest", 1);

        assertThat(years.planned(request(DAY, Set.of(2020, 2024)), plan, Map.of()))
                .containsExactly(2024);
    }

    @Test
    void theFirstLoadFollowsAgreementsFromTheProgrammesFirstYearToTheLastYearThatHasEnded() {
        assertThat(RunYears.ofFirstLoad(
                        RunYears.tables(FeedContracts.bundled()),
                        request(LocalDate.of(2023, 5, 1), Set.of()),
                        Map.of("partnership_agreement", new TreeSet<>(List.of(2018, 2021)))))
                .containsExactly(2020, 2021, 2022);
    }

    private static LoadRequest request(LocalDate day, Set<Integer> years) {
        return new LoadRequest("plan", day, "/inbox", Set.of(), years, Optional.empty());
    }

    private static LoadRun run(String runId, boolean isReferenceNew) {
        return new LoadRun(
                runId,
                "nightly",
                DAY,
                "/inbox",
                OffsetDateTime.now(),
                List.of(),
                Set.of(),
                Set.of(),
                isReferenceNew,
                "digest");
    }
}
