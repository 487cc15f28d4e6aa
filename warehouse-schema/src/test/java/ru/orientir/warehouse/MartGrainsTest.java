package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.orientir.warehouse.MartColumns.Additivity;

class MartGrainsTest {
    private final MartGrains grains = MartGrains.load();

    @Test
    void everyMartHasAKeyOfItsOwnColumns() throws SQLException {
        assertThat(grains.marts().keySet())
                .as("reference/mart_grain.yaml against the views of schema mart")
                .containsExactlyInAnyOrderElementsOf(Warehouse.rows(
                        Warehouse.migrated(),
                        "select distinct table_name from information_schema.columns where table_schema = 'mart'"));
        List<String> columns = Warehouse.rows(
                Warehouse.migrated(),
                "select table_name || '.' || column_name from information_schema.columns where table_schema = 'mart'");
        for (MartGrain mart : grains.marts().values()) {
            assertThat(columns)
                    .containsAll(mart.grain().stream()
                            .map(key -> mart.mart() + "." + key)
                            .toList());
            assertThat(columns)
                    .containsAll(mart.names().keySet().stream()
                            .map(name -> mart.mart() + "." + name)
                            .toList());
        }
    }

    @Test
    void aNameFixesTheKeyItNames() {
        MartGrain participation = mart("event_participation");
        assertThat(participation.keysOf("organization_name")).containsExactly("organization_id");
        assertThat(participation.keysOf("event_name")).containsExactly("event_series_code");
        assertThat(participation.keysOf("participations")).isEmpty();
    }

    @Test
    void nothingAddsUpOverOverlappingCategories() {
        MartGrain participation = mart("event_participation");
        assertThat(participation.summedOver(Additivity.ADDITIVE))
                .contains("organization_id", "reporting_year")
                .doesNotContain("learner_category");
        assertThat(participation.summedOver(Additivity.NEVER)).isEmpty();
    }

    @Test
    void noNumberSpansMembersThatOverlap() {
        List<String> overlapping = BreakdownCatalogue.load().breakdowns().stream()
                .filter(Breakdown::isOverlapping)
                .map(Breakdown::code)
                .toList();

        assertThat(overlapping).contains("learner_category");
        for (MartGrain mart : grains.marts().values()) {
            boolean hasNumbers = !mart.mart().equals("indicator_breakdown");
            assertThat(hasNumbers ? mart.within() : mart.grain())
                    .as(mart.mart())
                    .containsAll(
                            mart.grain().stream().filter(overlapping::contains).toList());
        }
    }

    @Test
    void whatStoodAtTheEndOfAYearDoesNotAddUpOverYears() {
        MartGrain participation = mart("event_participation");
        assertThat(participation.summedOver(Additivity.WITHIN_YEAR))
                .contains("organization_id")
                .doesNotContain("reporting_year");
    }

    @Test
    void aMistakeIsToldWithItsPlace() {
        assertThatThrownBy(() -> MartGrains.read(new StringReader("run: {grain: [run_id], within: [step]}")))
                .hasMessage("Cannot read the key of mart run: within holds what the grain does not: [step]");
        assertThatThrownBy(() -> MartGrains.read(new StringReader("run: {key: [run_id]}")))
                .hasMessage("Cannot read the key of mart run: has keys other than [grain, holds, names, within]");
    }

    private MartGrain mart(String name) {
        return grains.find(name).orElseThrow();
    }
}
