package ru.orientir.etl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableCatalogueTest {

    private static final Set<String> FEEDS = Set.of("enrolment", "vacancy");
    private static final Set<String> DIMENSIONS = Set.of("grade");

    @Test
    void aTableIsMadeAfterThoseItReads() {
        TableCatalogue tables = catalogue(
                fact("a", "{{c}}"), fact("b", "{{enrolment}}"), fact("c", "{{d}}, {{grade}}"), fact("d", "{{b}}"));

        assertThat(tables.all()).extracting(Table::name).containsExactly("b", "d", "c", "a");
    }

    @Test
    void factsAreMadeInWavesToAnyDepth() {
        TableCatalogue tables = catalogue(
                fact("first", "{{enrolment}}"),
                fact("beside", "{{vacancy}}"),
                fact("second", "{{first}}, {{beside}}"),
                fact("third", "{{second}}, {{first}}"),
                fact("fourth", "{{third}}"));

        assertThat(names(tables.waves()))
                .containsExactly(Set.of("first", "beside"), Set.of("second"), Set.of("third"), Set.of("fourth"));
    }

    @Test
    void aViewIsNoWaveOfItsOwn() {
        TableCatalogue tables = catalogue(
                fact("base", "{{enrolment}}"),
                view("between", "{{base}}"),
                view("onTop", "{{between}}"),
                fact("last", "{{onTop}}"));

        assertThat(names(tables.waves())).containsExactly(Set.of("base"), Set.of("last"));
    }

    @Test
    void factsOfLaterStepsStandInNoWave() {
        TableCatalogue tables = catalogue(
                fact("base", "{{enrolment}}"),
                table("value", "kind: fact\nstep: indicator", "{{base}}"),
                table("pair", "kind: fact\nstep: comparison", "{{value}}"));

        assertThat(names(tables.waves())).containsExactly(Set.of("base"));
        assertThat(tables.facts(Table.Step.TABLE)).extracting(Table::name).containsExactly("base");
        assertThat(tables.facts(Table.Step.INDICATOR)).extracting(Table::name).containsExactly("value");
        assertThat(tables.facts(Table.Step.COMPARISON)).extracting(Table::name).containsExactly("pair");
    }

    @Test
    void anInputThatNobodyGivesIsRefused() {
        assertThatThrownBy(() -> catalogue(fact("a", "{{enrolmnt}}")))
                .hasMessageContaining("Table a reads {{enrolmnt}}, which is no feed, table or other input")
                .hasMessageContaining("enrolment");
    }

    @Test
    void tablesThatReadOneAnotherInACircleAreRefused() {
        assertThatThrownBy(() -> catalogue(fact("a", "{{b}}"), fact("b", "{{c}}"), view("c", "{{a}}")))
                .hasMessage("Tables read one another in a circle: a -> b -> c -> a");
        assertThatThrownBy(() -> catalogue(fact("a", "{{a}}")))
                .hasMessage("Tables read one another in a circle: a -> a");
    }

    @Test
    void aNameIsGivenOnce() {
        assertThatThrownBy(() -> catalogue(fact("a", "{{enrolment}}"), view("a", "{{vacancy}}")))
                .hasMessage("Two tables are called a; rename a folder");
        for (String taken : List.of("enrolment", "grade", "year")) {
            assertThatThrownBy(() -> catalogue(fact(taken, "{{vacancy}}")))
                    .hasMessage("Table " + taken + " is called as another input is; rename its folder");
        }
    }

    @Test
    void aTableThatIsAskedForInVainNamesThoseThereAre() {
        assertThatThrownBy(() -> catalogue(fact("a", "{{enrolment}}")).get("b"))
                .hasMessage("No table b; known tables: [a]");
    }

    @Test
    void feedsReachATableThroughOthers() {
        TableCatalogue tables = catalogue(
                fact("a", "{{enrolment}}, {{grade}}"), view("b", "{{a}}"), fact("c", "{{b}}, {{vacancy}}, {{year}}"));

        assertThat(tables.feedsOf(tables.get("a"))).containsExactly("enrolment");
        assertThat(tables.feedsOf(tables.get("c"))).containsExactly("enrolment", "vacancy");
    }

    @Test
    void aFeedListsStandingThingsWhereATableCarriesItsRowsForward() {
        TableCatalogue tables =
                catalogue(table("a", "kind: fact\ncarried_forward: true", "{{enrolment}}"), fact("b", "{{vacancy}}"));

        assertThat(tables.listsStandingThings("enrolment")).isTrue();
        assertThat(tables.listsStandingThings("vacancy")).isFalse();
    }

    @Test
    void aTableSaysWhatItIs() {
        Table table = TableReading.read("answers", """
                kind: view
                keys: [sheet_id]
                unit:
                  of: sheet_id
                  answers: sum
                columns:
                  reporting_year: int
                  sheet_id: string
                  answers: bigint
                """, "SELECT * FROM {{enrolment}} JOIN {{grade}}");

        assertThat(table.isFact()).isFalse();
        assertThat(table.isByYear()).isTrue();
        assertThat(table.step()).isEqualTo(Table.Step.TABLE);
        assertThat(table.keys()).containsExactly("sheet_id");
        assertThat(table.unit()).hasValue(new Table.Unit("sheet_id", java.util.Map.of("answers", "sum")));
        assertThat(table.reads()).containsExactly("enrolment", "grade");
    }

    @Test
    void whatATableDoesNotHaveIsRefusedByItsName() {
        assertThatThrownBy(() -> table("a", "kind: fact\nkey: [x]", ""))
                .hasMessageContaining("Cannot read table/a/table.yaml: unknown key key; known: ");
        assertThatThrownBy(() -> table("a", "kind: table", ""))
                .hasMessage("Cannot read table/a/table.yaml: kind is table; known: [fact, view]");
        assertThatThrownBy(() -> table("a", "keys: [x]", ""))
                .hasMessage("Cannot read table/a/table.yaml: kind is null; known: [fact, view]");
        assertThatThrownBy(() -> table("a", "kind: fact\nstep: load", ""))
                .hasMessage("Cannot read table/a/table.yaml: step is load; known: [table, indicator, comparison]");
        assertThatThrownBy(() -> table("a", "kind: fact\nkeys: [y]", ""))
                .hasMessage("Cannot read table/a/table.yaml: its key y is no column; columns: [reporting_year, x]");
        assertThatThrownBy(() -> TableReading.read("a", "kind: fact", ""))
                .hasMessage("Cannot read table/a/table.yaml: columns must name each column with its type");
        assertThatThrownBy(() -> TableReading.read("a", "fact", ""))
                .hasMessage("Cannot read table/a/table.yaml: it is no mapping");
    }

    private static TableCatalogue catalogue(Table... tables) {
        return new TableCatalogue(Arrays.asList(tables), FEEDS, DIMENSIONS);
    }

    private static Table fact(String name, String reads) {
        return table(name, "kind: fact", reads);
    }

    private static Table view(String name, String reads) {
        return table(name, "kind: view", reads);
    }

    private static Table table(String name, String declared, String reads) {
        return TableReading.read(name, declared + "\ncolumns: {reporting_year: int, x: int}", "SELECT * FROM " + reads);
    }

    private static List<Set<String>> names(List<List<Table>> waves) {
        return waves.stream()
                .map(wave -> wave.stream().map(Table::name).collect(java.util.stream.Collectors.toSet()))
                .toList();
    }
}
