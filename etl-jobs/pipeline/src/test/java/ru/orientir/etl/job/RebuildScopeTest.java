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

class RebuildScopeTest {

    private static final LocalDate JANUARY_2026 = LocalDate.of(2026, 1, 15);
    private static final Map<String, SortedSet<Integer>> KNOWN = Map.of(
            "enrolment", years(2020, 2021, 2022, 2023, 2024, 2025),
            "event_participation", years(2020, 2021, 2022, 2023, 2024, 2025),
            "partnership_agreement", years(2021, 2023),
            "organization_register", years(2020, 2023));

    @Test
    void aFileMakesTheYearsItTouchesStaleInItsOwnFactOnly() {
        RebuildScope scope = scope(Map.of("enrolment", years(2022)), false, Set.of());

        assertThat(facts(scope)).containsExactly("fact_enrolment [2022]");
        assertThat(scope.years()).containsExactly(2022);
    }

    @Test
    void aNewRegisterMakesEveryKnownYearOfEveryFactStale() {
        RebuildScope scope = scope(Map.of("organization_register", years(2023)), false, Set.of());

        assertThat(scope.years()).containsExactly(2020, 2021, 2022, 2023, 2024, 2025);
        assertThat(facts(scope)).contains("fact_event_participation [2020, 2021, 2022, 2023, 2024, 2025]");
    }

    @Test
    void anAgreementIsFollowedUpToTheLastYearThatHasEnded() {
        Map<String, SortedSet<Integer>> signed = Map.of("partnership_agreement", years(2023));

        assertThat(facts(scope(signed, false, Set.of()))).containsExactly("fact_agreement_year [2023, 2024, 2025]");
        assertThat(facts(RebuildScope.of(signed, KNOWN, LocalDate.of(2025, 12, 30), false, Set.of())))
                .containsExactly("fact_agreement_year [2023, 2024]");
        assertThat(facts(RebuildScope.of(signed, KNOWN, LocalDate.of(2025, 12, 31), false, Set.of())))
                .containsExactly("fact_agreement_year [2023, 2024, 2025]");
    }

    @Test
    void aBackfillBuildsNoYearThatWasNotAskedFor() {
        assertThat(scope(KNOWN, false, Set.of(2021, 2022)).years()).containsExactly(2021, 2022);
    }

    @Test
    void newReferenceDataMakeEveryYearStaleInABackfillToo() {
        assertThat(scope(KNOWN, true, Set.of(2021)).years()).containsExactly(2020, 2021, 2022, 2023, 2024, 2025);
    }

    private static RebuildScope scope(Map<String, SortedSet<Integer>> touched, boolean everything, Set<Integer> only) {
        return RebuildScope.of(new TreeMap<>(touched), KNOWN, JANUARY_2026, everything, only);
    }

    private static List<String> facts(RebuildScope scope) {
        return scope.yearsByFact().entrySet().stream()
                .map(entry -> entry.getKey().name() + " " + entry.getValue())
                .toList();
    }

    private static SortedSet<Integer> years(Integer... years) {
        return new TreeSet<>(Arrays.asList(years));
    }
}
