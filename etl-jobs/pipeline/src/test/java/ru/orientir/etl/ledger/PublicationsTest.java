package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(EmptyLedger.class)
class PublicationsTest {

    private Nights nights;
    private Runs runs;
    private Publications publications;

    @BeforeEach
    void open(JdbcTemplate warehouse) {
        nights = new Nights(warehouse);
        runs = new Runs(warehouse);
        publications = new Publications(warehouse);
    }

    @Test
    void beforeTheFirstPublicationNothingIsKnown() {
        assertThat(publications.lastReferenceDigest()).isEmpty();
        assertThat(publications.lastVintage()).isZero();
        assertThat(publications.isPublished("one")).isFalse();
        assertThat(publications.years("one")).isEmpty();
        assertThat(publications.runByYear("fact_enrolment")).isEmpty();
        assertThat(publications.servingRuns()).isEmpty();
    }

    @Test
    void theLastPublicationIsTheOneThatCounts() {
        nights.begin("one");
        nights.publish("one", 2023, 2022);
        long first = publications.lastVintage();
        nights.begin("two");
        nights.publish("two");

        assertThat(publications.lastVintage()).isGreaterThan(first);
        assertThat(publications.lastReferenceDigest()).isEqualTo("reference of two");
        assertThat(publications.isPublished("one")).isTrue();
        assertThat(publications.years("one")).containsExactly(2022, 2023);
        assertThat(publications.years("two")).isEmpty();
    }

    @Test
    void aRunIsPublishedBeforeItEnds() {
        nights.begin("one");
        publications.add("one", Nights.DAY, "reference", List.of());

        assertThat(runs.find("one").orElseThrow().status()).isEqualTo("PUBLISHED");
    }

    @Test
    void aYearIsServedByTheRunThatLastPublishedIt() {
        nights.begin("one");
        serve("one", "fact_enrolment", 2022, 2023);
        serve("one", "fact_vacancy", 2023);
        nights.begin("two");
        serve("two", "fact_enrolment", 2023);

        assertThat(publications.runByYear("fact_enrolment")).isEqualTo(Map.of(2022, "one", 2023, "two"));
        assertThat(publications.folders("fact_enrolment"))
                .containsExactly(folder("one", "fact_enrolment", 2022), folder("two", "fact_enrolment", 2023));
        assertThat(publications.servingRuns()).containsExactly("one", "two");

        serve("two", "fact_enrolment", 2022);
        serve("two", "fact_vacancy", 2023);
        assertThat(publications.servingRuns()).containsExactly("two");
    }

    @Test
    void aRunThatFailedWithoutAPublicationIsAbandoned() {
        nights.begin("checks");
        runs.end("checks", "CHECKS_FAILED", 5, "The checks failed");
        nights.begin("killed");
        nights.begin("published");
        nights.publish("published");
        runs.end("published", "FAILED", 1, "Cannot clean the lake");
        nights.begin("quiet");
        runs.end("quiet", "NOTHING_NEW", 0, "Nothing new");
        nights.begin("running");

        assertThat(publications.abandonedRuns()).containsExactlyInAnyOrder("checks", "killed");
    }

    private void serve(String runId, String dataset, int... years) {
        publications.serve(
                runId,
                java.util.Arrays.stream(years)
                        .mapToObj(year -> folder(runId, dataset, year))
                        .toList());
    }

    private static LakeFolder folder(String runId, String dataset, int year) {
        return new LakeFolder(dataset, year, "fact/" + dataset + "/run=" + runId + "/reporting_year=" + year);
    }
}
