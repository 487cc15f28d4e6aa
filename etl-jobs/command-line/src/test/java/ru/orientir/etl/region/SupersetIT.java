package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetFolder;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Bundle;
import ru.orientir.dashboards.superset.ChartQuery;
import ru.orientir.dashboards.superset.NativeFilter;
import ru.orientir.dashboards.superset.server.BundleImport;
import ru.orientir.dashboards.superset.server.SupersetClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The dashboards in a real Superset on the loaded region: imported, compared, changed, asked, looked at. */
class SupersetIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SCREENSHOTS = Path.of("target", "superset").toAbsolutePath();

    private static SupersetOnRegion superset;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void start() {
        superset = SupersetOnRegion.get();
    }

    @Test
    void theFilesComeBackAsTheyWentIn() {
        OrientirHome.Ended diff = superset.dashboards("diff");
        assertThat(diff.output()).isEqualToIgnoringNewLines("Nothing differs");
        assertThat(diff.exitCode()).isZero();
    }

    @Test
    void aSecondImportCarriesAChangedTitleAndNothingElse() {
        Asset dashboard = superset.assets().of(AssetKind.DASHBOARD).get(0);
        AssetFolder changed = new AssetFolder(SupersetOnRegion.ASSETS, temporary)
                .replace(dashboard.file(), "dashboard_title: " + dashboard.name(), "dashboard_title: Другое название");

        OrientirHome.Ended second = superset.dashboards("import", "--assets", temporary.toString());
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(superset.dashboards("diff", "--assets", changed.path().toString())
                        .exitCode())
                .isZero();
        OrientirHome.Ended drift = superset.dashboards("diff");
        assertThat(drift.exitCode()).isEqualTo(3);
        assertThat(drift.output())
                .contains("differs     " + dashboard.file())
                .contains("dashboard_title: \"" + dashboard.name() + "\" → \"Другое название\"")
                .satisfies(output -> assertThat(output.lines().filter(line -> line.contains("→")))
                        .hasSize(1));

        assertThat(superset.dashboards("import").exitCode()).isZero();
        assertThat(superset.dashboards("diff").exitCode()).isZero();
    }

    @Test
    void exportBringsBackWhatWasChangedInTheBrowserAndNoMore() throws IOException {
        Path folder = new AssetFolder(SupersetOnRegion.ASSETS, temporary).path();
        Asset dashboard = superset.assets().of(AssetKind.DASHBOARD).get(0);
        Asset chart = superset.assets().chartsOn(dashboard).get(0);
        SupersetClient administrator = superset.administrator();
        JsonNode found = administrator.list("/api/v1/chart/").stream()
                .filter(row -> row.path("slice_name").asString("").equals(chart.name()))
                .findFirst()
                .orElseThrow();
        administrator.put(
                "/api/v1/chart/" + found.path("id").asInt(),
                SupersetClient.object().put("description", "Пояснение из браузера"));
        try {
            OrientirHome.Ended export = superset.dashboards("export", "--assets", folder.toString());

            assertThat(export.output()).contains("Wrote 1 file").contains("Пояснение из браузера");
            List<String> before = Files.readAllLines(SupersetOnRegion.ASSETS.resolve(chart.file()));
            List<String> after = Files.readAllLines(folder.resolve(chart.file()));
            List<String> added = new ArrayList<>(after);
            added.removeAll(before);
            assertThat(added).containsExactly("description: Пояснение из браузера");
            assertThat(after.size() - before.size()).isBetween(0, 1);
            assertThat(superset.dashboards("export", "--assets", folder.toString())
                            .output())
                    .contains("Nothing to bring back");
        } finally {
            assertThat(superset.dashboards("import").exitCode()).isZero();
        }
    }

    @Test
    void aChartMadeInTheBrowserGetsAFile() {
        Path folder = new AssetFolder(SupersetOnRegion.ASSETS, temporary).path();
        Asset dashboard = superset.assets().of(AssetKind.DASHBOARD).get(0);
        SupersetClient administrator = superset.administrator();
        Asset dataset = superset.assets()
                .datasetOf(superset.assets().chartsOn(dashboard).get(0))
                .orElseThrow();
        int dashboardId = administrator
                .get("/api/v1/dashboard/" + dashboard.text("slug"))
                .path("result")
                .path("id")
                .asInt();
        int datasetId = SupersetReader.datasetId(administrator, dataset);
        ObjectNode body = SupersetClient.object()
                .put("slice_name", "Сделано в браузере")
                .put("viz_type", "table")
                .put("datasource_id", datasetId)
                .put("datasource_type", "table")
                .put(
                        "params",
                        "{\"viz_type\":\"table\",\"datasource\":\"" + datasetId
                                + "__table\",\"query_mode\":\"raw\",\"all_columns\":[\"territory_name\"],\"adhoc_filters\":[],\"extra_form_data\":{}}");
        body.putArray("dashboards").add(dashboardId);
        int chartId = administrator.post("/api/v1/chart/", body).path("id").asInt();
        String uuid = administrator
                .get("/api/v1/chart/" + chartId)
                .path("result")
                .path("uuid")
                .asString("");
        ObjectNode position = (ObjectNode) JSON.readTree(administrator
                .get("/api/v1/dashboard/" + dashboardId)
                .path("result")
                .path("position_json")
                .asString());
        String row = position.properties().stream()
                .filter(entry -> entry.getValue().path("type").asString("").equals("ROW"))
                .findFirst()
                .orElseThrow()
                .getKey();
        ((ArrayNode) position.path(row).path("children")).add("CHART-new");
        ObjectNode item = position.putObject("CHART-new").put("id", "CHART-new").put("type", "CHART");
        item.putArray("children");
        item.set("parents", position.path(row).path("parents").deepCopy());
        ((ArrayNode) item.path("parents")).add(row);
        item.putObject("meta")
                .put("chartId", chartId)
                .put("uuid", uuid)
                .put("sliceName", "Сделано в браузере")
                .put("width", 1)
                .put("height", 20);
        administrator.put(
                "/api/v1/dashboard/" + dashboardId, SupersetClient.object().put("position_json", position.toString()));
        try {
            OrientirHome.Ended export = superset.dashboards("export", "--assets", folder.toString());

            assertThat(export.output())
                    .contains("in Superset charts/new-" + uuid.substring(0, 8) + ".yaml  «Сделано в браузере»");
            Asset made =
                    Assets.read(folder).assets().find(AssetKind.CHART, uuid).orElseThrow();
            assertThat(made.text("dataset_uuid")).isEqualTo(dataset.uuid());
            assertThat(made.at("params", "datasource").asString()).isEqualTo("1__table");
            assertThat(made.at("query_context").isNull()).isTrue();
        } finally {
            assertThat(superset.dashboards("import").exitCode()).isZero();
            administrator.delete("/api/v1/chart/" + chartId);
        }
        assertThat(superset.dashboards("diff").output()).isEqualToIgnoringNewLines("Nothing differs");
    }

    @Test
    void everyChartHasRowsWhenItsDashboardIsOpened() {
        SupersetClient administrator = superset.administrator();
        SupersetReader reader = new SupersetReader(administrator);
        Assets assets = superset.assets();
        Map<String, Integer> datasetIds = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            for (Asset chart : assets.chartsOn(dashboard)) {
                Asset dataset = assets.datasetOf(chart).orElseThrow();
                int id = datasetIds.computeIfAbsent(
                        dataset.uuid(), uuid -> SupersetReader.datasetId(administrator, dataset));
                List<ChartQuery.Filter> defaults = NativeFilter.of(dashboard).stream()
                        .filter(filter -> filter.scope().contains(chart.uuid()))
                        .flatMap(filter -> filter.defaults().stream())
                        .toList();
                for (ChartQuery query : ChartQuery.of(chart, dataset)) {
                    SupersetReader.Answer answer = reader.ask(query.with(defaults), id);
                    if (answer.isRefused() || answer.rows().isEmpty()) {
                        problems.add(chart.file() + ": " + answer.status() + " " + answer.text());
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(datasetIds).isNotEmpty();
    }

    @Test
    void everyTabIsDrawnInABrowserThatAsksNobodyElse() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        try (DashboardsInBrowser browser = new DashboardsInBrowser(
                superset.server().url(),
                superset.server().user(),
                superset.server().password(),
                SCREENSHOTS)) {
            superset.assets().of(AssetKind.DASHBOARD).forEach(browser::open);
            assertThat(browser.problems()).isEmpty();
            assertThat(browser.answers())
                    .isGreaterThanOrEqualTo(
                            superset.assets().of(AssetKind.CHART).size());
        }
    }

    static Stream<Arguments> brokenBundles() {
        String chart = "charts/work_places_by_group.yaml";
        String database = "databases/warehouse.yaml";
        String dashboard = "dashboards/overview.yaml";
        return Stream.of(
                arguments(
                        chart,
                        "query_context: null",
                        "query_context: null\nroles: []",
                        "charts/work_places_by_group.yaml: roles: Unknown field."),
                arguments(
                        chart,
                        "slice_name: Рабочие места по группам профессий\n",
                        "",
                        "charts/work_places_by_group.yaml: slice_name: Missing data for required field."),
                arguments(
                        dashboard,
                        "published: true",
                        "published: perhaps",
                        "dashboards/overview.yaml: published: Not a valid boolean."),
                arguments(
                        chart,
                        "uuid: 0c000000-0000-4000-8000-000000000001",
                        "uuid: '1'",
                        "charts/work_places_by_group.yaml: uuid: Not a valid UUID."),
                arguments(
                        "datasets/warehouse/labour_balance.yaml",
                        "columns:\n- {column_name: reporting_year, ",
                        "columns:\n- {",
                        "datasets/warehouse/labour_balance.yaml: columns.0.column_name: Missing data for required field."),
                // What only the lint knows: Superset gives no reason.
                arguments(
                        database,
                        "extra: {allows_virtual_table_explore: true}\n",
                        "",
                        "databases/warehouse.yaml: extra: is missing"),
                arguments(
                        dashboard,
                        "datasetUuid: 0b000000-0000-4000-8000-000000000002",
                        "datasetUuid: 0b000000-0000-4000-8000-000000000009",
                        "dashboards/overview.yaml: metadata.native_filter_configuration[0].targets[0].datasetUuid: there is no dataset with UUID"),
                arguments(
                        chart,
                        "dataset_uuid: 0b000000-0000-4000-8000-000000000001",
                        "dataset_uuid: 0b000000-0000-4000-8000-000000000009",
                        "charts/work_places_by_group.yaml: dataset_uuid: there is no dataset with UUID"));
    }

    @ParameterizedTest
    @MethodSource("brokenBundles")
    void aBrokenBundleIsRefusedWithTheReason(String file, String text, String by, String reason) {
        byte[] bundle =
                Bundle.of(new AssetFolder(temporary).replace(file, text, by).assets());
        assertThatThrownBy(() -> new BundleImport(superset.administrator())
                        .send(bundle, Map.of("databases/warehouse.yaml", "secret")))
                .hasMessageStartingWith("Superset did not import the bundle; nothing has changed there.\n")
                .hasMessageContaining(reason);
        assertThat(superset.administrator().list("/api/v1/dashboard/"))
                .noneMatch(dashboard -> dashboard.path("slug").asString("").equals("test-overview"));
    }

    @Test
    void aTableThatIsADatasetAlreadyIsTold() {
        byte[] bundle = Bundle.of(new AssetFolder(temporary).assets());
        assertThatThrownBy(() -> new BundleImport(superset.administrator())
                        .send(bundle, Map.of("databases/warehouse.yaml", "secret")))
                .hasMessageContaining(
                        "datasets/warehouse/labour_balance.yaml: table_name: Superset has a dataset labour_balance"
                                + " under another UUID");
    }

    @Test
    void aFileThatIsNoBundleIsRefusedWithTheReason() throws IOException {
        Path notes = Files.writeString(temporary.resolve("notes.txt"), "no ZIP");
        OrientirHome.Ended ended = superset.dashboards("import", "--bundle", notes.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Superset did not import the bundle")
                .doesNotContain("\tat ");

        Path broken = temporary.resolve("broken.zip");
        Files.write(
                broken,
                zip(Map.of(
                        "orientir/metadata.yaml",
                        "version: 1.0.0\ntype: assets\n",
                        "orientir/charts/a.yaml",
                        "slice_name: [")));
        assertThat(superset.dashboards("import", "--bundle", broken.toString()).output())
                .contains("charts/a.yaml: line 1: is not YAML");
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aPublishedCorrectionIsReadAtOnce() throws Exception {
        String school = "07724000-S-001";
        String file = "event_participation/2022/" + school + "_2022.csv";
        SupersetClient administrator = superset.administrator();
        SupersetReader reader = new SupersetReader(administrator);
        Asset dataset = superset.assets().of(AssetKind.DATASET).stream()
                .filter(candidate -> candidate.name().equals("indicator_by_organization_year"))
                .findFirst()
                .orElseThrow();
        int id = SupersetReader.datasetId(administrator, dataset);
        String question = "{\"filters\":[{\"col\":\"organization_id\",\"op\":\"==\",\"val\":\"" + school + "\"},"
                + "{\"col\":\"reporting_year\",\"op\":\"==\",\"val\":2022},"
                + "{\"col\":\"indicator_code\",\"op\":\"==\",\"val\":\"1.3.participations\"},"
                + "{\"col\":\"education_stage\",\"op\":\"==\",\"val\":\"all\"},"
                + "{\"col\":\"learner_category\",\"op\":\"==\",\"val\":\"all\"}]}";
        double before = reader.ask(id, List.of("value"), question)
                .rows()
                .get(0)
                .path("value")
                .asDouble();

        LoadedRegion region = LoadedRegion.get();
        Path inbox = Folders.copy(region.inbox(), region.folder("superset inbox"));
        CorrectedInputIT.changeOneParticipation(inbox.resolve(file));
        OrientirHome.Ended night = region.nightly(superset.home(), inbox);
        assertThat(night.exitCode()).as(night.output()).isZero();

        double after = reader.ask(id, List.of("value"), question)
                .rows()
                .get(0)
                .path("value")
                .asDouble();
        assertThat(after).isEqualTo(before - 1);
    }
}
