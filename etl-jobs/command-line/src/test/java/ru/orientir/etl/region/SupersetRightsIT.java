package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.server.SupersetClient;
import tools.jackson.databind.JsonNode;

/** Each kind of reader logs in and tries to see more than its own. */
class SupersetRightsIT {

    private static final String TOWN = "07724000";
    private static final String OTHER_TOWN = "07000000";
    private static final String SCHOOL = TOWN + "-S-001";
    private static final String OTHER_SCHOOL = TOWN + "-S-002";

    private static SupersetOnRegion superset;
    private static OrientirHome.Ended applied;
    private static OrientirHome.Ended again;
    private static Path rightsFile;
    /** Superset's numbers of our datasets, by table. */
    private static final Map<String, Integer> IDS = new TreeMap<>();

    private static int databaseId;

    @BeforeAll
    static void applyTwice() throws IOException {
        superset = SupersetOnRegion.get();
        rightsFile = superset.home().folder().resolve("rights.yaml");
        Files.writeString(
                rightsFile,
                Files.readString(SupersetOnRegion.ASSETS.resolve("rights.yaml"))
                        .replace("people: []", """
                        people:
                        - {user: analyst, role: analyst}
                        - {user: town, role: municipality, of: '%s'}
                        - {user: other_town, role: municipality, of: '%s'}
                        - {user: head, role: school, of: %s}
                        - {user: leaver, role: school, of: %s}
                        """.formatted(TOWN, OTHER_TOWN, SCHOOL, OTHER_SCHOOL)));
        applied = superset.dashboards("rights", "--rights", rightsFile.toString());
        assertThat(applied.exitCode()).as(applied.output()).isZero();
        again = superset.dashboards("rights", "--rights", rightsFile.toString());
        SupersetClient administrator = superset.administrator();
        for (Asset dataset : superset.assets().of(AssetKind.DATASET)) {
            IDS.put(dataset.name(), SupersetReader.datasetId(administrator, dataset));
        }
        databaseId = administrator.list("/api/v1/database/").get(0).path("id").asInt();
    }

    private static SupersetReader as(String user) {
        try {
            Path password = superset.home().folder().resolve("secrets/superset-" + user);
            return new SupersetReader(SupersetClient.login(
                    superset.server().url(), user, Files.readString(password).strip()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The datasets that have a column. */
    private static Set<String> withColumn(String column) {
        Set<String> tables = new TreeSet<>();
        superset.assets().of(AssetKind.DATASET).stream()
                .filter(dataset -> dataset.texts("columns", "column_name").contains(column))
                .forEach(dataset -> tables.add(dataset.name()));
        return tables;
    }

    private static Set<String> without(String column) {
        Set<String> tables = new TreeSet<>(IDS.keySet());
        tables.removeAll(withColumn(column));
        return tables;
    }

    @Test
    void theRightsAreAppliedOnce() {
        assertThat(applied.exitCode()).as(applied.output()).isZero();
        assertThat(applied.output())
                .contains(
                        "role «Аналитик» made",
                        "row rule «Школа " + SCHOOL + "» made: organization_id = '" + SCHOOL + "'");
        assertThat(again.output()).isEqualToIgnoringNewLines("Nothing to change");
    }

    @Test
    void noPasswordIsShown() throws IOException {
        for (String user : List.of("analyst", "town", "head")) {
            String password = Files.readString(superset.home().folder().resolve("secrets/superset-" + user))
                    .strip();
            assertThat(applied.output()).doesNotContain(password);
        }
    }

    @Test
    void theRightsOutliveAnImport() {
        assertThat(superset.dashboards("import").exitCode()).isZero();
        assertThat(superset.dashboards("rights", "--rights", rightsFile.toString())
                        .output())
                .isEqualToIgnoringNewLines("Nothing to change");
    }

    @Test
    void whoLeavesTheFileLosesAllRoles() throws IOException {
        String all = Files.readString(rightsFile);
        Files.writeString(
                rightsFile,
                all.lines().filter(line -> !line.contains("user: leaver")).reduce("", (a, b) -> a + b + "\n"));
        try {
            assertThat(superset.dashboards("rights", "--rights", rightsFile.toString())
                            .output())
                    .contains("account leaver is in rights.yaml no more and lost our roles")
                    .contains("role «Школа " + OTHER_SCHOOL + "» may: nothing");
            SupersetReader leaver = as("leaver");
            assertThat(leaver.ask(IDS.get("organization_profile"), List.of("organization_id"), "{}")
                            .isRefused())
                    .isTrue();
            assertThat(leaver.get("/api/v1/dashboard/school").isRefused()).isTrue();
        } finally {
            Files.writeString(rightsFile, all);
            assertThat(superset.dashboards("rights", "--rights", rightsFile.toString())
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void aHeadOfSchoolReadsTheRowsOfTheOwnSchool() {
        SupersetReader head = as("head");
        for (String table : withColumn("organization_id")) {
            SupersetReader.Answer answer = head.ask(IDS.get(table), List.of("organization_id"), "{}");
            assertThat(answer.isRefused()).as(table + ": " + answer.text()).isFalse();
            assertThat(answer.values("organization_id")).as(table).isSubsetOf(SCHOOL);
        }
        assertThat(head.ask(IDS.get("organization_profile"), List.of("organization_id"), "{}")
                        .rows())
                .isNotEmpty();
    }

    @Test
    void aMunicipalityReadsTheRowsOfTheOwnTown() {
        for (String table : withColumn("territory_id")) {
            SupersetReader.Answer answer = as("town").ask(IDS.get(table), List.of("territory_id"), "{}");
            assertThat(answer.values("territory_id")).as(table).isSubsetOf(TOWN);
            assertThat(as("other_town")
                            .ask(IDS.get(table), List.of("territory_id"), "{}")
                            .rows())
                    .as(table)
                    .isEmpty();
        }
        assertThat(as("town")
                        .ask(IDS.get("stage_comparison"), List.of("territory_id"), "{}")
                        .rows())
                .isNotEmpty();
    }

    @Test
    void datasetsWithoutTheKeyAreClosed() {
        for (String table : without("organization_id")) {
            assertThat(as("head")
                            .ask(IDS.get(table), List.of(), "{\"metrics\":[]}")
                            .isRefused())
                    .as(table)
                    .isTrue();
            assertThat(as("head")
                            .get("/api/v1/explore/?datasource_type=table&datasource_id=" + IDS.get(table))
                            .isRefused())
                    .as("explore " + table)
                    .isTrue();
        }
        for (String table : without("territory_id")) {
            assertThat(as("town")
                            .ask(IDS.get(table), List.of(), "{\"metrics\":[]}")
                            .isRefused())
                    .as(table)
                    .isTrue();
        }
    }

    @Test
    void theListOfDatasetsShowsTheOwnOnly() {
        Set<String> seen = new TreeSet<>();
        as("head")
                .get("/api/v1/dataset/?q=(page:0,page_size:100)")
                .rows()
                .forEach(dataset -> seen.add(dataset.path("table_name").asString("")));
        assertThat(seen).isEqualTo(withColumn("organization_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"extras\":{\"where\":\"1 = 1) OR (1 = 1\"}}",
                "{\"extras\":{\"where\":\"1 = 1 OR organization_id <> ''\"}}",
                "{\"extras\":{\"where\":\"organization_id = '07724000-S-002'\"}}",
                "{\"extras\":{\"where\":\"1 = 1) UNION SELECT organization_id FROM mart.organization_profile --\"}}",
                "{\"extras\":{\"having\":\"1 = 1) OR (1 = 1\"}}",
                "{\"extras\":{\"where\":\"organization_id IN (SELECT organization_id FROM mart.organization)\"}}",
                "{\"filters\":[{\"col\":\"organization_id\",\"op\":\"==\",\"val\":\"07724000-S-002\"}]}",
                "{\"filters\":[{\"col\":\"organization_id\",\"op\":\"!=\",\"val\":\"x' OR '1' = '1\"}]}",
                "{\"metrics\":[{\"expressionType\":\"SQL\",\"label\":\"m\",\"sqlExpression\":\"(SELECT MAX(organization_id) FROM mart.organization)\"}]}",
                "{\"metrics\":[{\"expressionType\":\"SQL\",\"label\":\"m\",\"sqlExpression\":\"MAX(organization_id) FROM mart.organization --\"}]}",
                "{\"columns\":[{\"expressionType\":\"SQL\",\"label\":\"organization_id\",\"sqlExpression\":\"(SELECT MAX(organization_id) FROM mart.organization)\"}]}",
                "{\"orderby\":[[\"(SELECT MAX(organization_id) FROM mart.organization)\",true]]}",
                "{\"result_type\":\"samples\"}",
                "{\"result_type\":\"drill_detail\"}",
                "{\"is_rowcount\":false,\"apply_fetch_values_predicate\":true}"
            })
    void noQuestionShowsAHeadOfSchoolAnotherSchool(String more) {
        SupersetReader.Answer answer =
                as("head").ask(IDS.get("organization_profile"), List.of("organization_id"), more);
        assertThat(answer.values("organization_id")).isSubsetOf(SCHOOL);
        for (JsonNode row : answer.rows()) {
            assertThat(row.toString()).doesNotContain(OTHER_SCHOOL);
            row.properties().forEach(entry -> {
                if (entry.getKey().equals("m")) {
                    assertThat(entry.getValue().asString("")).isIn(SCHOOL, "");
                }
            });
        }
    }

    @Test
    void samplesAndListsOfValuesAreFencedToo() {
        SupersetReader head = as("head");
        int id = IDS.get("organization_profile");
        SupersetReader.Answer samples =
                head.post("/datasource/samples?datasource_type=table&datasource_id=" + id, SupersetClient.object());
        assertThat(samples.values("organization_id")).isSubsetOf(SCHOOL);
        SupersetReader.Answer values = head.get("/api/v1/datasource/table/" + id + "/column/organization_id/values/");
        assertThat(values.text()).doesNotContain(OTHER_SCHOOL);
    }

    @Test
    void limitedReadersHaveNoSqlLab() {
        for (String user : List.of("town", "head")) {
            SupersetReader.Answer answer = as(user).sql(databaseId, "select organization_id from mart.organization");
            assertThat(answer.isRefused()).as(answer.text()).isTrue();
            assertThat(answer.text()).doesNotContain(OTHER_SCHOOL);
        }
    }

    @Test
    void limitedReadersCannotWidenTheirRights() {
        SupersetReader head = as("head");
        JsonNode widened = SupersetClient.object().put("sql", "select * from mart.organization_profile");
        assertThat(head.put("/api/v1/dataset/" + IDS.get("organization_profile"), widened)
                        .isRefused())
                .isTrue();
        assertThat(head.get("/api/v1/rowlevelsecurity/").isRefused()).isTrue();
        assertThat(head.get("/api/v1/security/users/").isRefused()).isTrue();
        assertThat(head.put("/api/v1/security/roles/1", SupersetClient.object().put("name", "x"))
                        .isRefused())
                .isTrue();
    }

    @Test
    void dashboardsOpenForTheirReadersOnly() {
        assertThat(slugs("head")).containsExactly("school");
        assertThat(slugs("town"))
                .containsExactlyInAnyOrder(
                        "stages", "school", "participation", "partnership-employment", "labour-market");
        assertThat(slugs("analyst")).hasSameSizeAs(superset.assets().of(AssetKind.DASHBOARD));
        assertThat(as("head").get("/api/v1/dashboard/stages").isRefused()).isTrue();
        assertThat(as("head").get("/api/v1/dashboard/stages/charts").isRefused())
                .isTrue();
        assertThat(as("head").get("/api/v1/dashboard/school").isRefused()).isFalse();
    }

    private static Set<String> slugs(String user) {
        Set<String> slugs = new TreeSet<>();
        as(user).get("/api/v1/dashboard/?q=(page:0,page_size:100)")
                .rows()
                .forEach(dashboard -> slugs.add(dashboard.path("slug").asString("")));
        return slugs;
    }

    @Test
    void anAnalystReadsEveryMartAndNothingBehindThem() {
        SupersetReader analyst = as("analyst");
        assertThat(analyst.sql(databaseId, "select organization_id from mart.organization")
                        .rows())
                .hasSizeGreaterThan(10);
        assertThat(analyst.ask(IDS.get("run"), List.of("run_id"), "{}").rows()).isNotEmpty();
        for (String sql : List.of(
                "select * from core.dim_organization",
                "select * from audit.source_file",
                "select * from staging.fact_enrolment",
                "create table mart.mine (n int)",
                "delete from mart.organization",
                "set role orientir_owner; select * from core.dim_organization",
                "select pg_read_file('postgresql.conf')",
                "select * from pg_authid")) {
            SupersetReader.Answer answer = analyst.sql(databaseId, sql);
            assertThat(answer.rows()).as(sql + ": " + answer.text()).isEmpty();
        }
    }
}
