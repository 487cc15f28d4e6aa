package ru.orientir.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.table.TableCatalogue;

class StaleYearsTest {

    private static final TableCatalogue TABLES = RunYears.tables(FeedContracts.bundled());

    private static final LocalDate JANUARY_2026 = LocalDate.of(2026, 1, 15);
    private static final Map<String, SortedSet<Integer>> KNOWN = Map.of(
            "enrolment", years(2020, 2021, 2022, 2023, 2024, 2025),
            "event_participation", years(2020, 2021, 2022, 2023, 2024, 2025),
            "partnership_agreement", years(2021, 2023),
            "organization_register", years(2020, 2023));

    @Test
    void aFileMakesTheYearsItTouchesStaleInItsOwnFactOnly() {
        StaleYears stale = stale(Map.of("enrolment", years(2022)), false, Set.of());

        assertThat(facts(stale)).containsExactly("fact_enrolment [2022]");
        assertThat(stale.all()).containsExactly(2022);
    }

    @Test
    void aNewRegisterMakesEveryKnownYearOfEveryFactStale() {
        StaleYears stale = stale(Map.of("organization_register", years(2023)), false, Set.of());

        assertThat(stale.all()).containsExactly(2020, 2021, 2022, 2023, 2024, 2025);
        assertThat(facts(stale)).contains("fact_event_participation [2020, 2021, 2022, 2023, 2024, 2025]");
    }

    @Test
    void anAgreementIsFollowedUpToTheLastYearThatHasEnded() {
        Map<String, SortedSet<Integer>> signed = Map.of("partnership_agreement", years(2023));

        assertThat(facts(stale(signed, false, Set.of()))).containsExactly("fact_agreement_year [2023, 2024, 2025]");
        assertThat(facts(StaleYears.of(TABLES, signed, KNOWN, LocalDate.of(2025, 12, 30), false, Set.of())))
                .containsExactly("fact_agreement_year [2023, 2024]");
        assertThat(facts(StaleYears.of(TABLES, signed, KNOWN, LocalDate.of(2025, 12, 31), false, Set.of())))
                .containsExactly("fact_agreement_year [2023, 2024, 2025]");
    }

    @Test
    void aBackfillBuildsNoYearThatWasNotAskedFor() {
        assertThat(stale(KNOWN, false, Set.of(2021, 2022)).all()).containsExactly(2021, 2022);
    }

    @Test
    void newReferenceDataMakeEveryYearStaleInABackfillToo() {
        assertThat(stale(KNOWN, true, Set.of(2021)).all()).containsExactly(2020, 2021, 2022, 2023, 2024, 2025);
    }

    private static StaleYears stale(Map<String, SortedSet<Integer>> touched, boolean everything, Set<Integer> only) {
        return StaleYears.of(TABLES, new TreeMap<>(touched), KNOWN, JANUARY_2026, everything, only);
    }

    private static List<String> facts(StaleYears stale) {
        return stale.byFact().entrySet().stream()
                .map(entry -> entry.getKey().name() + " " + entry.getValue())
                .toList();
    }

    private static SortedSet<Integer> years(Integer... years) {
        return new TreeSet<>(Arrays.asList(years));
    }
}
