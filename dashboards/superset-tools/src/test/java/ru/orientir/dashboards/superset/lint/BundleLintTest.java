package ru.orientir.dashboards.superset.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ru.orientir.dashboards.superset.AssetFolder;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Finding;
import ru.orientir.dashboards.superset.MigratedWarehouse;
import ru.orientir.warehouse.MartColumns;

/** Each case breaks one thing in sound assets; the finding names file, place and remedy. */
class BundleLintTest {

    private static final String DATABASE = "databases/warehouse.yaml";
    private static final String LABOUR = "datasets/warehouse/labour_balance.yaml";
    private static final String EVENTS = "datasets/warehouse/event_participation.yaml";
    private static final String BARS = "charts/work_places_by_group.yaml";
    private static final String TABLE = "charts/participations_by_year.yaml";
    private static final String OVERVIEW = "dashboards/overview.yaml";

    @TempDir
    private Path folder;

    @Test
    void soundAssetsHaveNoFinding() {
        assertThat(lint(new AssetFolder(folder))).isEmpty();
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                // YAML
                arguments(
                        BARS, "slice_name: ", "slice_name: [", "charts/work_places_by_group.yaml: line 2: is not YAML"),
                arguments(
                        BARS,
                        "description: null\n",
                        "slice_name: Снова\n",
                        "is not YAML: found duplicate key slice_name"),
                arguments(BARS, "description: null\n", "description: 2025-01-01\n", "description: is read as a date"),
                // keys
                arguments(
                        BARS,
                        "query_context: null\n",
                        "query_context: null\nroles: []\n",
                        "roles: is a key that Superset refuses in a chart; name the dashboard's roles in rights.yaml"),
                arguments(DATABASE, "extra: {allows_virtual_table_explore: true}\n", "", "extra: is missing; add it"),
                arguments(OVERVIEW, "published: true", "published: 'yes'", "published: is «yes»; write a boolean"),
                arguments(BARS, "version: 1.0.0", "version: 2.0.0", "version: is «2.0.0»; write 1.0.0"),
                // secrets and the way to the warehouse
                arguments(
                        DATABASE,
                        "XXXXXXXXXX",
                        "qwerty",
                        "sqlalchemy_uri: holds a password, or has no place for one; write XXXXXXXXXX for it"),
                arguments(
                        DATABASE,
                        "allow_csv_upload: false",
                        "allow_csv_upload: false\npassword: qwerty",
                        "password: is a key that Superset refuses in a database; never keep a password here"),
                arguments(
                        DATABASE,
                        "allow_dml: false",
                        "allow_dml: true",
                        "allow_dml: lets people write to the warehouse"),
                arguments(DATABASE, "postgresql+psycopg2", "sqlite", "sqlalchemy_uri: is not an address of PostgreSQL"),
                // words and colours of codes
                arguments(
                        OVERVIEW,
                        "graduates_sum: '#FF7F44'",
                        "graduates_sum: '#FF7F44', не прислано: '#123456'",
                        "metadata.label_colors.не прислано: is #123456; write #C2471D, as code_name.csv has it"),
                arguments(
                        OVERVIEW,
                        "graduates_sum: '#FF7F44'",
                        "graduates_sum: '#FF7F44', не сдано: '#123456'",
                        "metadata.label_colors.не сдано: is called by no word of the reference data and by no metric"),
                arguments(
                        TABLE,
                        "targetValue: 100",
                        "targetValue: не сдано",
                        "targetValue: «не сдано» names no code that has a light colour"),
                arguments(
                        TABLE,
                        "targetValue: 100",
                        "targetValue: не прислано",
                        "colorScheme: is #2E9E5B; write #F7CDBB, as code_name.csv has it"),
                // identity
                arguments(
                        BARS,
                        "uuid: 0c000000-0000-4000-8000-000000000001",
                        "uuid: 0C000000-0000-4000-8000-000000000001",
                        "uuid: is «0C000000-0000-4000-8000-000000000001»; write a UUID in small letters"),
                arguments(
                        EVENTS,
                        "uuid: 0b000000-0000-4000-8000-000000000002",
                        "uuid: 0b000000-0000-4000-8000-000000000001",
                        "uuid: is that of datasets/warehouse/event_participation.yaml"),
                arguments(
                        TABLE,
                        "slice_name: Участия по годам",
                        "slice_name: Рабочие места по группам профессий",
                        "slice_name: «Рабочие места по группам профессий» is that of charts/participations_by_year.yaml"),
                arguments(
                        EVENTS,
                        "table_name: event_participation",
                        "table_name: labour_balance",
                        "table_name: «labour_balance» is that of datasets/warehouse/event_participation.yaml; keep one dataset for a table"),
                // references
                arguments(
                        LABOUR,
                        "database_uuid: 0a000000-0000-4000-8000-000000000001",
                        "database_uuid: 0a000000-0000-4000-8000-000000000009",
                        "database_uuid: there is no database with UUID «0a000000-0000-4000-8000-000000000009»"),
                arguments(
                        BARS,
                        "dataset_uuid: 0b000000-0000-4000-8000-000000000001",
                        "dataset_uuid: 0b000000-0000-4000-8000-000000000009",
                        "dataset_uuid: there is no dataset with UUID"),
                arguments(
                        OVERVIEW,
                        "uuid: 0c000000-0000-4000-8000-000000000001",
                        "uuid: 0c000000-0000-4000-8000-000000000009",
                        "position.CHART-groups.meta.uuid: there is no chart with UUID «0c000000-0000-4000-8000-000000000009»; add its file to charts/"),
                arguments(
                        OVERVIEW,
                        "uuid: 0c000000-0000-4000-8000-000000000001",
                        "uuid: 0c000000-0000-4000-8000-000000000009",
                        "charts/work_places_by_group.yaml: is used by nothing"),
                arguments(
                        OVERVIEW,
                        "datasetUuid: 0b000000-0000-4000-8000-000000000002",
                        "datasetUuid: 0b000000-0000-4000-8000-000000000009",
                        "metadata.native_filter_configuration[0].targets[0].datasetUuid: there is no dataset"),
                // layout
                arguments(
                        OVERVIEW,
                        "children: [ROW-events]",
                        "children: []",
                        "position.TAB-events.children: are none; fill the TAB, or delete it"),
                arguments(
                        OVERVIEW,
                        "children: [ROW-events]",
                        "children: []",
                        "position.ROW-events: is no child of anything"),
                arguments(
                        OVERVIEW,
                        "children: [ROW-events]",
                        "children: [ROW-events, ROW-none]",
                        "position.TAB-events.children: names «ROW-none», which is not there"),
                arguments(
                        OVERVIEW,
                        "children: [MARKDOWN-help, CHART-years]",
                        "children: [MARKDOWN-help, CHART-years, ROW-labour]",
                        "position.ROW-events.children: holds a ROW («ROW-labour»), which a ROW may not; put a COLUMN between them"),
                arguments(
                        OVERVIEW,
                        "parents: [ROOT_ID, TABS-main, TAB-labour]\n",
                        "parents: [ROOT_ID, TABS-main]\n",
                        "position.ROW-labour.parents: are [ROOT_ID, TABS-main], but the way from the root is [ROOT_ID, TABS-main, TAB-labour]"),
                arguments(
                        OVERVIEW,
                        "id: CHART-years\n",
                        "id: CHART-year\n",
                        "position.CHART-years.id: is «CHART-year»; write CHART-years"),
                arguments(
                        OVERVIEW,
                        "width: 8, height: 40",
                        "width: 9, height: 40",
                        "position.ROW-events: is 13 columns wide; a row here has room for 12"),
                arguments(
                        OVERVIEW,
                        "width: 8, height: 40",
                        "width: 0, height: 40",
                        "position.CHART-years.meta.width: is 0; write 1 to 12"),
                arguments(
                        OVERVIEW,
                        "chartId: 2",
                        "chartId: 1",
                        "position.CHART-groups.meta.chartId: 1 is that of CHART-years"),
                arguments(
                        OVERVIEW,
                        "sliceName: Участия по годам",
                        "sliceName: Участия",
                        "position.CHART-years.meta.sliceName: is «Участия», the chart is called «Участия по годам»"),
                arguments(
                        OVERVIEW,
                        "type: TAB\n",
                        "type: SHEET\n",
                        "position.TAB-events.type: is «SHEET»; write one of [CHART, COLUMN"),
                arguments(
                        OVERVIEW,
                        "DASHBOARD_VERSION_KEY: v2\n",
                        "DASHBOARD_VERSION_KEY: v1\n",
                        "position.DASHBOARD_VERSION_KEY: is missing or not v2"),
                // datasets
                arguments(LABOUR, "schema: mart", "schema: core", "schema: is «core»; write mart"),
                arguments(LABOUR, "sql: null", "sql: select 1", "sql: makes up a table; make it a mart"),
                arguments(
                        LABOUR,
                        "catalog: orientir",
                        "catalog: other",
                        "catalog: is \"other\"; write orientir, or SQL Lab refuses"),
                arguments(
                        LABOUR,
                        "certified_by: Аналитики Ориентира",
                        "certified_by: ''",
                        "extra.certification.certified_by: is missing"),
                arguments(
                        LABOUR,
                        "metric_name: graduates_sum",
                        "metric_name: work_places_sum",
                        "metrics: «work_places_sum» stands twice"),
                arguments(
                        LABOUR,
                        "metric_name: graduates_sum",
                        "metric_name: graduates",
                        "metrics[1].metric_name: «graduates» is also a column"),
                arguments(
                        LABOUR,
                        "verbose_name: 'Выпускников, чел.'",
                        "verbose_name: Graduates",
                        "metrics[1].verbose_name: is «Graduates»; write in Russian the label people see"),
                arguments(
                        LABOUR,
                        "d3format: ',.1f'",
                        "d3format: null",
                        "metrics[2].d3format: «work_places_per_graduate» has no format"),
                arguments(
                        LABOUR,
                        "description: Выпускников колледжей.",
                        "description: null",
                        "metrics[1].description: is missing; write in Russian what «graduates_sum» counts"),
                // charts
                arguments(
                        BARS,
                        "viz_type: echarts_timeseries_bar\n",
                        "viz_type: country_map\n",
                        "viz_type: is «country_map», which nobody has tried"),
                arguments(
                        BARS,
                        "  viz_type: echarts_timeseries_bar\n",
                        "  viz_type: pie\n",
                        "params.viz_type: differs from viz_type; write echarts_timeseries_bar"),
                arguments(
                        BARS,
                        "datasource: 1__table",
                        "datasource: 7__table",
                        "params.datasource: is \"7__table\"; write 1__table"),
                arguments(
                        BARS,
                        "x_axis: profession_group_name",
                        "x_axis: profession",
                        "params.x_axis: there is no column «profession» in datasets/warehouse/labour_balance.yaml"),
                arguments(
                        BARS,
                        "metrics: [work_places_sum, graduates_sum]",
                        "metrics: [work_places_sum, people]",
                        "params.metrics[1]: there is no metric «people» in datasets/warehouse/labour_balance.yaml"),
                arguments(
                        BARS,
                        "metrics: [work_places_sum, graduates_sum]",
                        "metrics: [work_places_sum, {expressionType: SQL, sqlExpression: SUM(vacancies)}]",
                        "params.metrics[1]: makes up a metric of its own; add it to datasets/warehouse/labour_balance.yaml"),
                arguments(
                        BARS,
                        "subject: profession_group_code",
                        "subject: profession",
                        "params.adhoc_filters[0].subject: there is no column «profession»"),
                arguments(
                        BARS,
                        "x_axis_sort: work_places_sum",
                        "x_axis_sort: places",
                        "params.x_axis_sort: names «places»"),
                arguments(
                        BARS,
                        "extra_form_data: {}\n",
                        "echart_options: '{ series: [] }'\n  extra_form_data: {}\n",
                        "params.echart_options: sets series"),
                arguments(
                        TABLE,
                        "- {column: participations_sum",
                        "- {column: winners",
                        "params.conditional_formatting: names «winners», which the chart does not ask of"),
                arguments(
                        TABLE,
                        "  column_config:\n    participations_sum",
                        "  column_config:\n    winners",
                        "params.column_config: names «winners»"),
                arguments(
                        TABLE,
                        "query_mode: aggregate",
                        "query_mode: aggregate\n  server_pagination: true",
                        "params.server_pagination: is on"),
                // filters
                arguments(
                        OVERVIEW,
                        "column: {name: reporting_year}",
                        "column: {name: year}",
                        "metadata.native_filter_configuration[0].targets[0].column.name: there is no column «year» in datasets/warehouse/event_participation.yaml"),
                arguments(
                        OVERVIEW,
                        "rootPath: [TAB-events]",
                        "rootPath: [ROOT_ID]",
                        "metadata.native_filter_configuration[1].scope: «Категория» does not reach «Рабочие места по группам профессий»: datasets/warehouse/labour_balance.yaml has no column «learner_category_name»; give the mart the column, or write the chart's chartId into excluded"),
                arguments(
                        OVERVIEW,
                        "rootPath: [TAB-events]",
                        "rootPath: [TAB-none]",
                        "scope.rootPath: names «TAB-none», which the layout lacks"),
                arguments(
                        OVERVIEW,
                        "rootPath: [TAB-events]\n      excluded: []",
                        "rootPath: [TAB-events]\n      excluded: [77]",
                        "scope.excluded: names chartId 77, which the layout lacks"),
                arguments(
                        OVERVIEW,
                        "cascadeParentIds: [NATIVE_FILTER-year]",
                        "cascadeParentIds: [NATIVE_FILTER-stage]",
                        "cascadeParentIds: names «NATIVE_FILTER-stage», which is no filter of the dashboard"),
                arguments(
                        OVERVIEW,
                        "cascadeParentIds: []",
                        "cascadeParentIds: [NATIVE_FILTER-category]",
                        "cascadeParentIds: go round in a circle"),
                arguments(
                        OVERVIEW,
                        "id: NATIVE_FILTER-category",
                        "id: NATIVE_FILTER-year",
                        "id: «NATIVE_FILTER-year» stands twice"),
                arguments(
                        OVERVIEW,
                        "filterState:\n        value: [все обучающиеся]",
                        "filterState:\n        value: [инвалиды]",
                        "defaultDataMask: shows [\"инвалиды\"] and filters by [\"все обучающиеся\"]"),
                arguments(
                        OVERVIEW,
                        "col: learner_category_name",
                        "col: learner_category",
                        "filters column «learner_category», the filter is on «learner_category_name»"),
                arguments(
                        OVERVIEW,
                        "is_managed_externally: false",
                        "is_managed_externally: true",
                        "is_managed_externally: hides the button for editing"),
                arguments(
                        OVERVIEW,
                        "label_colors: {work_places_sum:",
                        "label_colors: {Рабочих мест:",
                        "metadata.label_colors: gives a colour to «Рабочих мест», the label of metric work_places_sum"),
                // titles
                arguments(
                        OVERVIEW,
                        "meta: {text: Рынок труда}",
                        "meta: {text: Labour}",
                        "position.TAB-labour.meta.text: «Labour» is not Russian"),
                arguments(
                        BARS,
                        "row_limit: 100",
                        "row_limit: 100\n  x_axis_title: Places",
                        "params.x_axis_title: «Places» is not Russian"),
                // the warehouse
                arguments(
                        LABOUR,
                        "verbose_name: Группа профессий",
                        "verbose_name: Профессия",
                        "columns[5].verbose_name: is «Профессия»; write «Группа профессий», as mart_column.csv has it"),
                arguments(
                        LABOUR,
                        "description: Открыто вакансий за год; NULL — вакансии за год не получены.",
                        "description: Вакансии.",
                        "columns[6].description: «vacancies» is described otherwise than in the warehouse; renew the datasets"),
                arguments(
                        LABOUR,
                        "type: INTEGER, is_dttm: false",
                        "type: TEXT, is_dttm: false",
                        "columns[6].type: is \"TEXT\", the column is INTEGER"),
                arguments(
                        LABOUR,
                        "column_name: vacancies,",
                        "column_name: openings,",
                        "columns[6]: mart.labour_balance has no column «openings»"),
                arguments(
                        LABOUR,
                        "column_name: vacancies,",
                        "column_name: openings,",
                        "columns: lack «vacancies» of mart.labour_balance"),
                arguments(
                        LABOUR,
                        "expression: SUM(graduates)",
                        "expression: SUM(pupils)",
                        "metrics[1].expression: the warehouse refuses it: ERROR: column \"pupils\" does not exist"),
                arguments(
                        BARS,
                        "comparator: unknown",
                        "comparator: unknown}\n  - {clause: WHERE, expressionType: SQL, sqlExpression: profession = 1",
                        "params: the warehouse refuses its question: ERROR: column \"profession\" does not exist"),
                arguments(
                        LABOUR,
                        "table_name: labour_balance",
                        "table_name: labour_market",
                        "table_name: there is no mart.labour_market"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void tellsWhatIsBroken(String file, String text, String by, String finding) {
        AssetFolder broken = new AssetFolder(folder).replace(file, text, by);
        assertThat(lint(broken)).anySatisfy(found -> assertThat(found).contains(finding));
    }

    static Stream<Arguments> dishonestCharts() {
        return Stream.of(
                arguments(
                        "distinct children",
                        EVENTS,
                        "expression: SUM(participations)",
                        "expression: SUM(unique_children)",
                        "metric «participations_sum» of «Участия по годам» adds up unique_children over [education_stage, event_format,"
                                + " event_series_code, organization_id, territory_id]"),
                arguments(
                        "a mean of distinct children",
                        EVENTS,
                        "expression: SUM(participations)",
                        "expression: AVG(winners)",
                        "averages winners over"),
                arguments(
                        "a mean of shares",
                        LABOUR,
                        "expression: SUM(graduates)",
                        "expression: AVG(vacancies_per_graduate)",
                        "metric «graduates_sum» of «Рабочие места по группам профессий» averages vacancies_per_graduate over"
                                + " [reporting_year, territory_id]; show or filter [reporting_year, territory_id], divide sums of the"
                                + " parts, or take a mart of a higher level"),
                arguments(
                        "overlapping categories, since several can be chosen",
                        OVERVIEW,
                        "multiSelect: false",
                        "multiSelect: true",
                        "adds up participations over [learner_category]"),
                arguments(
                        "overlapping categories, since none need be chosen",
                        OVERVIEW,
                        "enableEmptyFilter: true",
                        "enableEmptyFilter: false",
                        "adds up participations over [learner_category]"),
                arguments(
                        "overlapping categories, since the filter leaves the chart out",
                        OVERVIEW,
                        "rootPath: [TAB-events]\n      excluded: []",
                        "rootPath: [TAB-events]\n      excluded: [1]",
                        "adds up participations over [learner_category]"),
                arguments(
                        "numbers that measure nothing",
                        LABOUR,
                        "expression: SUM(graduates)",
                        "expression: SUM(reporting_year)",
                        "adds up reporting_year over"),
                arguments(
                        "SQL that nobody can read",
                        LABOUR,
                        "expression: SUM(graduates)",
                        "expression: SUM(graduates",
                        "metric «graduates_sum» cannot be read as SQL"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dishonestCharts")
    void tellsWhatMustNotBeAddedUp(String what, String file, String text, String by, String finding) {
        assertThat(lint(new AssetFolder(folder).replace(file, text, by)))
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void aTotalAddsUpWhatTheTableShowsSideBySide() {
        AssetFolder assets = new AssetFolder(folder)
                .replace(OVERVIEW, "multiSelect: false", "multiSelect: true")
                .replace(TABLE, "[reporting_year, event_level_name]", "[learner_category_name]")
                .replace(TABLE, "conditional_formatting:", "show_totals: false\n  conditional_formatting:");
        assertThat(lint(assets)).isEmpty();
        assets.replace(TABLE, "show_totals: false", "show_totals: true");
        assertThat(lint(assets)).anySatisfy(found -> assertThat(found)
                .contains("adds up participations over [learner_category], as parts of a whole over [learner_category];"
                        + " show or filter [learner_category] side by side"));
    }

    @Test
    void aGreatestValueHasToSayThatItIsOne() {
        AssetFolder assets =
                new AssetFolder(folder).replace(TABLE, "metrics: [participations_sum]", "metrics: [most_children]");
        assertThat(lint(assets)).noneMatch(found -> found.contains("most_children"));
        assets.replace(EVENTS, "Наибольшее число детей", "Дети");
        assertThat(lint(assets))
                .anySatisfy(
                        found -> assertThat(found)
                                .contains(
                                        "metric «most_children» of «Участия по годам» takes max of unique_children over several"
                                                + " [education_stage, event_format, event_series_code, organization_id, territory_id] and calls it «Дети»"));
    }

    @Test
    void aGreatestValueMixesNoKinds() {
        AssetFolder assets = new AssetFolder(folder)
                .replace(TABLE, "metrics: [participations_sum]", "metrics: [most_children]")
                .replace(OVERVIEW, "multiSelect: false", "multiSelect: true");
        assertThat(lint(assets)).anySatisfy(found -> assertThat(found)
                .contains("takes max of unique_children over rows of different [learner_category]"));
    }

    @Test
    void aMetricMayHoldTheCategoryItself() {
        AssetFolder assets = new AssetFolder(folder).replace(OVERVIEW, "multiSelect: false", "multiSelect: true");
        String whole = "SUM(participations)";
        for (String held : List.of(
                "SUM(participations) FILTER (WHERE learner_category = 'all')",
                "SUM(CASE WHEN learner_category_name = 'все обучающиеся' THEN participations END)",
                "SUM(participations) FILTER (WHERE reporting_year > 2020 AND learner_category IN ('all'))")) {
            assets.replace(EVENTS, "expression: " + whole, "expression: \"" + held + "\"");
            assertThat(lint(assets)).as(held).isEmpty();
            assets.replace(EVENTS, "expression: \"" + held + "\"", "expression: " + whole);
        }
    }

    @Test
    void chartsOnNoDashboardAreUsedByNothing() {
        AssetFolder assets = new AssetFolder(folder).delete(OVERVIEW);
        assertThat(lint(assets))
                .contains(
                        "charts/participations_by_year.yaml: is used by nothing; use it, or delete the file",
                        "charts/work_places_by_group.yaml: is used by nothing; use it, or delete the file");
    }

    private static List<String> lint(AssetFolder folder) {
        Assets.Reading reading = Assets.read(folder.path());
        List<Finding> findings = new ArrayList<>(reading.findings());
        findings.addAll(BundleLint.check(reading.assets(), MigratedWarehouse.schema(), MartColumns.load()));
        return findings.stream().map(Finding::toString).toList();
    }
}
