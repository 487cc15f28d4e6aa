package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IndicatorCatalogueTest {
    static final String ENTRY = """
            indicators:
              - code: "9.9"
                name_ru: Пример
                name_en: Example
                unit: share
                value_kind: ratio
                direction: higher
                year_rule: event_year
                stage_rule: sum_of_parts
                same_within_pct: 2.5
                definition_ru: "Одно делить на другое."
                breakdowns: [[learner_category, education_stage], [sex]]
                numerator: {from: events, sql: count(*)}
                denominator: {from: pupils, sql: sum(pupils)}
            """;

    @Test
    void declaresTheIndicatorsOfTheConcept() {
        assertThat(IndicatorCatalogue.load().indicators())
                .extracting(Indicator::code)
                .contains("0.1", "1.3", "1.3w", "1.4", "1.5", "2.1", "3.2", "5.1");
    }

    @Test
    void everyRatioSaysWhatItIsDividedBy() {
        assertThat(IndicatorCatalogue.load().indicators())
                .allSatisfy(indicator -> assertThat(indicator.definitionRu()).endsWith("."))
                .filteredOn(indicator -> indicator.valueKind() != Indicator.ValueKind.COUNT)
                .allSatisfy(indicator -> assertThat(indicator.definitionRu()).contains("делённ"));
    }

    @Test
    void everyFeedThatReportsIsKnown() {
        assertThat(IndicatorCatalogue.load().indicators())
                .extracting(Indicator::reportedBy)
                .filteredOn(Objects::nonNull)
                .isSubsetOf(ReferenceTables.named("feed").rows().stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    @Test
    void readsAnEntry() {
        Indicator indicator = read(ENTRY).find("9.9").orElseThrow();

        assertThat(indicator.sameWithinPct()).isEqualTo(2.5);
        assertThat(indicator.clauseRu()).isNull();
        assertThat(indicator.numerator()).isEqualTo(new Indicator.Part("events", "count(*)"));
        assertThat(indicator.observations()).isNull();
        assertThat(indicator.reportedBy()).isNull();
        assertThat(indicator.isMonthly()).isFalse();
    }

    @Test
    void isSplitByEachDeclaredSetAndItsSubsetsInTheOrderOfTheBreakdowns() {
        assertThat(read(ENTRY).find("9.9").orElseThrow().splits())
                .containsExactlyInAnyOrder(
                        List.of(),
                        List.of("education_stage"),
                        List.of("learner_category"),
                        List.of("education_stage", "learner_category"),
                        List.of("sex"));
    }

    @Test
    void namesTheEntryAndTheKeyThatAreWrong() {
        assertThatThrownBy(() -> read(ENTRY.replace("higher", "up")))
                .hasMessage("Cannot read indicator.yaml: indicator 9.9 (entry 1): direction is «up»; expected one of"
                        + " [higher, lower, neither]");
        assertThatThrownBy(() -> read(ENTRY.replace("unit: share", "unit: shares")))
                .hasMessageContaining("9.9 (entry 1): unit is «shares»; expected one of [persons,");
        assertThatThrownBy(() -> read(ENTRY.replace("    name_en: Example\n", "")))
                .hasMessageContaining("9.9 (entry 1): name_en is null");
        assertThatThrownBy(() -> read(ENTRY.replace("\"9.9\"", "9.9"))).hasMessageContaining("code is 9.9");
    }

    @Test
    void refusesAKeyThatItDoesNotKnow() {
        assertThatThrownBy(() -> read(ENTRY + "    is_montly: true\n"))
                .hasMessage("Cannot read indicator.yaml: indicator 9.9 (entry 1): is_montly is a key that the"
                        + " catalogue does not know");
        assertThatThrownBy(() -> read(ENTRY.replace("from: events", "form: events")))
                .hasMessageContaining("numerator is {form=events, sql=count(*)}; expected {from: <view>, sql:");
        assertThatThrownBy(() -> read(ENTRY.replace("[sex]", "[shoe_size]")))
                .hasMessageContaining("breakdowns has the set [shoe_size]; expected some of [education_stage,");
    }

    @Test
    void aCountIsDividedByNothingAndARatioBySomething() {
        assertThatThrownBy(() -> read(ENTRY.replace("ratio", "count")))
                .hasMessageContaining("denominator is given, but a count is divided by nothing");
        assertThatThrownBy(() -> read(ENTRY.replaceAll(" +denominator.*\n", "")))
                .hasMessageContaining("denominator is missing");
    }

    @Test
    void refusesACodeThatStandsTwice() {
        String second = ENTRY.substring(ENTRY.indexOf('\n') + 1);

        assertThatThrownBy(() -> read(ENTRY + second)).hasMessageContaining("code 9.9 stands twice");
    }

    private static IndicatorCatalogue read(String yaml) {
        return IndicatorCatalogue.read(new StringReader(yaml), BreakdownCatalogue.load());
    }
}
