package ru.orientir.etl.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.settings.SettingsReader;
import ru.orientir.etl.sql.SqlScript;
import ru.orientir.etl.table.BoundSql;

/** The queries of indicators and balances over a handful of rows. */
class IndicatorSqlTest {

    private static final Date BEGINNING = Date.valueOf("1900-01-01");
    private static final Date END = Date.valueOf("9999-12-31");
    private static final Date MOVED = Date.valueOf("2024-03-01");
    private static final Timestamp NOW = Timestamp.valueOf("2026-01-31 02:00:00");

    @TempDir
    private static Path home;

    private static SparkSessions sessions;
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        sessions = new SparkSessions(new SettingsReader(home, Map.of()).settings());
        spark = sessions.get();
        UDF1<Double, String> text = String::valueOf;
        spark.udf().register("change_ru", text, DataTypes.StringType);
        spark.udf().register("threshold_ru", text, DataTypes.StringType);
    }

    @AfterAll
    static void stop() {
        sessions.close();
    }

    /** Schools A and B and centre Z; A moved from town 1 to town 2 in March 2024. */
    @BeforeEach
    void makeViews() {
        view(
                "organization_version",
                "organization_id string, organization_kind_code string, territory_id string, valid_from date, valid_to date, is_current boolean, is_inferred boolean, opened_on date, closed_on date",
                row("A", "school", "1", BEGINNING, MOVED, false, false, null, null),
                row("A", "school", "2", MOVED, END, true, false, null, null),
                row("B", "school", "1", BEGINNING, END, true, false, null, null),
                row("Z", "employment_centre", "1", BEGINNING, END, true, false, null, null));
        view(
                "expected_from",
                "feed_code string, organization_kind_code string, subject_kind_code string",
                row("agreements", "school", "school"),
                row("jobs", "employment_centre", "school"));
        view("year", "reporting_year int", row(2023), row(2024));
        view(
                "programme_stage",
                "programme_code string, stage_code string, first_year int, last_year int",
                row("p", "I", 2020, 2022),
                row("p", "II", 2023, 2025));
        view(
                "received",
                "feed_code string, organization_id string, reporting_year int, file_name string, outcome string, rows bigint, received_at timestamp, month date, is_list boolean");
        view(
                "empty_form",
                "feed_code string, organization_id string, reporting_year int, month date, received_at timestamp");
        view(
                "indicator",
                "indicator_code string, value_kind string, direction string, stage_rule string, same_within_pct double, feed_code string, is_monthly boolean",
                row("jobs", "count", "higher", "mean_of_years", 3.0, "jobs", false),
                row("agreements", "count", "higher", "last_value", 3.0, "agreements", false));
        view("elapsed_months", "reporting_year int, months int", row(2023, 12), row(2024, 12));
        view(
                "part",
                "reporting_year int, level string, territory_id string, organization_id string, indicator_code string, group_code string, part string, amount double");
    }

    @Test
    void aListWithoutRowsSaysNoneForEveryYear() {
        view(
                "empty_form",
                "feed_code string, organization_id string, reporting_year int, month date, received_at timestamp",
                row("agreements", "A", null, null, NOW));

        assertThat(query("fact_submission", "organization_id, reporting_year, status", "feed_code = 'agreements'"))
                .containsExactly("A 2023 zero", "A 2024 zero", "B 2023 not_sent", "B 2024 not_sent");
    }

    @Test
    void whoReportsOfOthersHasNoZeroOfItsOwnAndASchoolWithoutAJobHasOne() {
        submissions(row("jobs", "Z", 2023, "sent"));

        assertThat(query(
                        "fact_indicator_value",
                        "organization_id, numerator, status",
                        "indicator_code = 'jobs' AND level = 'organization' AND reporting_year = 2023"))
                .containsExactly("A 0.0 zero", "B 0.0 zero");
    }

    @Test
    void noReportOfOthersLeavesTheSchoolsWithoutAValue() {
        submissions(row("jobs", "Z", 2023, "not_sent"));

        assertThat(query(
                        "fact_indicator_value",
                        "organization_id, numerator, status",
                        "indicator_code = 'jobs' AND level = 'organization' AND reporting_year = 2023"))
                .containsExactly("A null not_sent", "B null not_sent");
    }

    @Test
    void anOrganizationThatMovedHasOneValueAYear() {
        submissions(row("agreements", "A", 2023, "sent"), row("agreements", "A", 2024, "sent"));
        view(
                "part",
                "reporting_year int, level string, territory_id string, organization_id string, indicator_code string, group_code string, part string, amount double",
                row(2023, "organization", "1", "A", "agreements", "all", "numerator", 3.0),
                row(2024, "organization", "2", "A", "agreements", "all", "numerator", 5.0));

        assertThat(query(
                        "fact_indicator_value",
                        "reporting_year, territory_id, numerator, status",
                        "indicator_code = 'agreements' AND organization_id = 'A'"))
                .containsExactly("2023 1 3.0 reported", "2024 2 5.0 reported");
    }

    @Test
    void anOrganizationThatMovedIsComparedWithItself() {
        view(
                "fact_indicator_value",
                "reporting_year int, level string, territory_id string, organization_id string, indicator_code string, group_code string, numerator double, denominator double, value double, months_covered int, units_expected int, units_covered int",
                value(2020, "1", 2.0),
                value(2021, "1", 2.0),
                value(2022, "1", 2.0),
                value(2023, "1", 3.0),
                value(2024, "2", 3.0),
                value(2025, "2", 4.0));

        assertThat(query(
                        "fact_stage_comparison",
                        "organization_id, territory_id, base_value, compared_value, verdict",
                        "true"))
                .containsExactly("A 2 2.0 4.0 better");
    }

    @Test
    void anOrganizationThatEndedIsNotCompared() {
        view(
                "organization_version",
                "organization_id string, is_current boolean, closed_on date",
                row("A", true, Date.valueOf("2025-02-01")));
        view(
                "fact_indicator_value",
                "reporting_year int, level string, territory_id string, organization_id string, indicator_code string, group_code string, numerator double, denominator double, value double, months_covered int, units_expected int, units_covered int",
                value(2020, "1", 2.0),
                value(2021, "1", 2.0),
                value(2022, "1", 2.0),
                value(2023, "1", 3.0),
                value(2024, "1", 3.0),
                value(2025, "1", 0.0));

        assertThat(query("fact_stage_comparison", "verdict, reason_code, reason_ru", "true"))
                .containsExactly(
                        "not_comparable organization_ended Организация прекратила работу 01.02.2025, до конца этапа II");
    }

    @Test
    void whoIsNotExpectedDoesNotStandInForWhoIsMissing() {
        view(
                "fact_submission",
                "feed_code string, organization_id string, reporting_year int, status string, months int, is_expected boolean",
                row("agreements", "A", 2023, "sent", 12, false),
                row("agreements", "B", 2023, "not_sent", 12, true));

        assertThat(query(
                        "fact_indicator_value",
                        "status, units_covered, units_expected",
                        "indicator_code = 'agreements' AND level = 'municipality'"))
                .containsExactly("partial 0 1");
    }

    private static void submissions(Row... sent) {
        view(
                "fact_submission",
                "feed_code string, organization_id string, reporting_year int, status string, months int, is_expected boolean",
                Arrays.stream(new String[] {"A", "B", "Z"})
                        .flatMap(organization -> Arrays.stream(new String[] {"agreements", "jobs"})
                                .filter(feed -> feed.equals("jobs") == organization.equals("Z"))
                                .flatMap(feed -> Arrays.stream(new Integer[] {2023, 2024})
                                        .map(year -> row(
                                                feed,
                                                organization,
                                                year,
                                                Arrays.stream(sent)
                                                        .filter(row ->
                                                                row.getString(0).equals(feed)
                                                                        && row.getString(1)
                                                                                .equals(organization)
                                                                        && row.getInt(2) == year)
                                                        .map(row -> row.getString(3))
                                                        .findFirst()
                                                        .orElse("not_sent"),
                                                12,
                                                true))))
                        .toArray(Row[]::new));
    }

    private static Row value(int year, String territory, double value) {
        return row(year, "organization", territory, "A", "agreements", "all", value, null, value, 12, 1, 1);
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }

    private static void view(String name, String columns, Row... rows) {
        spark.createDataFrame(List.of(rows), StructType.fromDDL(columns)).createOrReplaceTempView(name);
    }

    /** Rows as text in order. */
    private static List<String> query(String script, String columns, String where) {
        BoundSql.rows(spark, SqlScript.read("table/" + script + "/" + script + ".sql"), spark::table)
                .createOrReplaceTempView("answer");
        return spark
                .sql("SELECT concat_ws(' ', transform(array(" + columns.replaceAll("(\\w+)", "string($1)")
                        + "), c -> coalesce(c, 'null'))) FROM answer WHERE " + where + " ORDER BY 1")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
