package ru.orientir.etl.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.settings.SettingsReader;
import ru.orientir.etl.table.BundledTables;
import ru.orientir.etl.table.TableMaking;
import ru.orientir.warehouse.IndicatorCatalogue;

/** What indicators count, over a handful of rows. */
class IndicatorPartsTest {

    @TempDir
    private static Path home;

    private static SparkSessions sessions;
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        sessions = new SparkSessions(new SettingsReader(home, Map.of()).settings());
        spark = sessions.get();
        view(
                "organization_version",
                "organization_id string, organization_kind_code string, territory_id string, valid_from date, valid_to date, is_current boolean",
                row("A", "school", "1", Date.valueOf("1900-01-01"), Date.valueOf("2024-03-01"), false),
                row("A", "school", "2", Date.valueOf("2024-03-01"), Date.valueOf("9999-12-31"), true),
                row("B", "school", "1", Date.valueOf("1900-01-01"), Date.valueOf("9999-12-31"), true));
        view(
                "fact_event_participation",
                "reporting_year int, territory_id string, organization_id string, education_stage_code string, learner string, is_participation boolean, award_code string, is_limited_health boolean, is_disabled boolean, is_orphan boolean, is_gifted boolean",
                participation("1", "A", "grades_8_9", "u", "winner", true),
                participation("2", "A", "grades_8_9", "u", "none", true),
                participation("1", "B", "grades_8_9", "u", "none", true),
                participation("1", "B", "grade_13", "v", "none", false));
        view(
                "fact_enrolment",
                "reporting_year int, territory_id string, organization_id string, education_stage_code string, pupils_persons int, limited_health_persons int, disabled_persons int, orphan_persons int, gifted_persons int, aged_14_17_persons int");
        view(
                "fact_survey_response",
                "reporting_year int, territory_id string, organization_id string, education_stage_code string, respondent_kind_code string, sheet_id string, score int");
        view(
                "fact_survey_invitation",
                "reporting_year int, territory_id string, organization_id string, education_stage_code string, respondent_kind_code string, invited_persons int");
        view(
                "fact_graduate_outcome",
                "reporting_year int, territory_id string, organization_id string, learner_category_code string, speciality_code string, graduates_persons bigint, employment_outcome_code string, outcome_persons bigint");
        view(
                "fact_agreement_year",
                "reporting_year int, territory_id string, organization_id string, is_in_force boolean, is_newly_signed boolean");
        view(
                "fact_minor_employment",
                "reporting_year int, territory_id string, organization_id string, employed_persons int");
        view(
                "fact_labour_balance",
                "reporting_year int, territory_id string, vacancies int, work_places int, graduates_persons int");
    }

    @AfterAll
    static void stop() {
        sessions.close();
    }

    @Test
    void aChildCountsOnceInEachGroupOfAMunicipalityAndAnUnknownMemberIsOneGroup() {
        assertThat(parts("1.3.children", "numerator", "municipality"))
                .containsExactly(
                        "1  all 2.0",
                        "1  education_stage=grades_8_9 1.0",
                        "1  education_stage=grades_8_9,learner_category=disabled 1.0",
                        "1  education_stage=unknown 1.0",
                        "1  learner_category=disabled 1.0",
                        "2  all 1.0",
                        "2  education_stage=grades_8_9 1.0",
                        "2  education_stage=grades_8_9,learner_category=disabled 1.0",
                        "2  learner_category=disabled 1.0");
    }

    @Test
    void anOrganizationThatMovedIsToldOnceWhereItEndedTheYear() {
        assertThat(parts("1.3.participations", "numerator", "organization"))
                .contains("2 A all 2.0", "1 B all 2.0")
                .filteredOn(row -> row.contains(" all "))
                .hasSize(2);
    }

    @Test
    void twiceTheIndicatorsCostTheSameStagesAndTasks() throws TimeoutException {
        Cost once = costOf(IndicatorCatalogue.load());
        Cost twice = costOf(IndicatorCatalogues.repeated(2));

        assertThat(twice.rows()).isEqualTo(2 * once.rows());
        assertThat(twice.stages()).isEqualTo(once.stages());
        assertThat(twice.tasks()).isEqualTo(once.tasks());
    }

    private static Dataset<Row> part(IndicatorCatalogue indicators) {
        IndicatorParts parts = new IndicatorParts(indicators, BundledTables.ALL);
        TableMaking facts = new TableMaking(spark, BundledTables.ALL, spark::table);
        return new TableMaking(spark, BundledTables.ALL, name -> switch (name) {
                    case "counted" -> parts.counted(spark, facts::input);
                    case "declared_part" ->
                        spark.createDataFrame(parts.declared(), IndicatorInputs.columns("declared_part"));
                    default -> spark.table(name);
                })
                .input("part");
    }

    private record Cost(long rows, int stages, int tasks) {}

    private static Cost costOf(IndicatorCatalogue indicators) throws TimeoutException {
        AtomicInteger stages = new AtomicInteger();
        AtomicInteger tasks = new AtomicInteger();
        SparkListener counting = new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted stage) {
                stages.incrementAndGet();
                tasks.addAndGet(stage.stageInfo().numTasks());
            }
        };
        spark.sparkContext().addSparkListener(counting);
        long rows = part(indicators).collectAsList().size();
        spark.sparkContext().listenerBus().waitUntilEmpty();
        spark.sparkContext().removeSparkListener(counting);
        return new Cost(rows, stages.get(), tasks.get());
    }

    private static List<String> parts(String indicator, String part, String level) {
        Dataset<Row> rows = part(IndicatorCatalogue.load());
        return rows
                .where("indicator_code = '%s' AND part = '%s' AND level = '%s'".formatted(indicator, part, level))
                .selectExpr("concat_ws(' ', territory_id, organization_id, group_code, string(amount)) AS text")
                .orderBy("text")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static Row participation(
            String territory, String school, String stage, String learner, String award, boolean isDisabled) {
        return row(2024, territory, school, stage, learner, true, award, false, isDisabled, false, false);
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }

    private static void view(String name, String columns, Row... rows) {
        spark.createDataFrame(List.of(rows), StructType.fromDDL(columns)).createOrReplaceTempView(name);
    }
}
