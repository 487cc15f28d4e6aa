package ru.orientir.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RunYearsTest {

    @Test
    void theFirstLoadFollowsAgreementsFromTheProgrammesFirstYearToTheLastYearThatHasEnded() {
        LoadRequest request =
                new LoadRequest("plan", LocalDate.of(2023, 5, 1), "/inbox", Set.of(), Set.of(), Optional.empty());

        assertThat(RunYears.ofFirstLoad(request, Map.of("partnership_agreement", new TreeSet<>(List.of(2018, 2021)))))
                .containsExactly(2020, 2021, 2022);
    }
}
