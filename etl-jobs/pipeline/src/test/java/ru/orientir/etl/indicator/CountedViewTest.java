package ru.orientir.etl.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.table.BundledTables;
import ru.orientir.warehouse.Breakdown;
import ru.orientir.warehouse.BreakdownCatalogue;
import ru.orientir.warehouse.IndicatorCatalogue;

class CountedViewTest {

    private static final BreakdownCatalogue BREAKDOWNS = BreakdownCatalogue.load();

    @Test
    void theCataloguesIndicatorsHaveTheColumnsTheyAreSplitBy() {
        assertThat(CountedView.of(IndicatorCatalogue.load(), BREAKDOWNS, BundledTables.ALL))
                .extracting(CountedView::name)
                .contains("participants", "pupils", "answers", "graduates");
    }

    @Test
    void anAggregateIsCountedOnceHoweverManyIndicatorsAskForIt() {
        CountedView participants = view("participants", IndicatorCatalogue.load());

        assertThat(participants.aggregates()).containsExactly("count(*)", "sum(participations)", "count_if(has_award)");
    }

    @Test
    void twiceTheIndicatorsAreCountedByTheSameQueries() {
        assertThat(queries(IndicatorCatalogues.repeated(2))).isEqualTo(queries(IndicatorCatalogue.load()));
    }

    @Test
    void whatIsSplitByTogetherIsGroupedByEachOfItsSubsets() {
        CountedView view = view("participants", catalogue("participants", "[[education_stage, learner_category]]"));

        assertThat(view.splits().stream()
                        .map(split -> split.stream().map(Breakdown::code).collect(Collectors.joining(","))))
                .containsExactly("", "education_stage");
        assertThat(view.breakdowns())
                .extracting(Breakdown::code)
                .containsExactly("education_stage", "learner_category");
    }

    @Test
    void aViewThatListsARowForEachMemberIsNeverAddedUpOverThem() {
        assertThat(view("participants", catalogue("participants", "[]")).breakdowns())
                .extracting(Breakdown::code)
                .containsExactly("learner_category");
    }

    @Test
    void aBreakdownThatTheViewHasNoColumnForIsRefused() {
        assertThatThrownBy(() -> CountedView.of(catalogue("agreements", "[[sex]]"), BREAKDOWNS, BundledTables.ALL))
                .hasMessage("Cannot count indicator 9.9: it is split by sex, and table agreements has no column"
                        + " sex_code; add the column, or take the breakdown out of indicator.yaml");
    }

    @Test
    void aTableThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> CountedView.of(catalogue("agreement", "[]"), BREAKDOWNS, BundledTables.ALL))
                .hasMessage(
                        "Cannot count indicator 9.9: there is no table agreement; add its folder, or mend the name in"
                                + " indicator.yaml");
    }

    private static List<String> queries(IndicatorCatalogue indicators) {
        return CountedView.of(indicators, BREAKDOWNS, BundledTables.ALL).stream()
                .map(CountedView::query)
                .toList();
    }

    private static CountedView view(String name, IndicatorCatalogue indicators) {
        return CountedView.of(indicators, BREAKDOWNS, BundledTables.ALL).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static IndicatorCatalogue catalogue(String view, String breakdowns) {
        return IndicatorCatalogue.read(new StringReader("""
                indicators:
                  - code: "9.9"
                    name_ru: Пример
                    name_en: Example
                    unit: persons
                    value_kind: count
                    direction: higher
                    year_rule: event_year
                    stage_rule: mean_of_years
                    same_within_pct: 3
                    definition_ru: "Число."
                    breakdowns: %s
                    numerator: {from: %s, sql: count(*)}
                """.formatted(breakdowns, view)), BREAKDOWNS);
    }
}
