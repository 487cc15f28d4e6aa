package ru.orientir.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.ledger.EmptyLedger;
import ru.orientir.etl.postgres.WarehouseDatabase;

@ExtendWith(EmptyLedger.class)
class SurrogateKeysTest {

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    private JdbcTemplate warehouse;
    private SmallStar star;

    @BeforeEach
    void stage(WarehouseDatabase database) {
        warehouse = new JdbcTemplate(database.etl());
        star = new SmallStar(SPARK, database).register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                S1,2023-03-01,Лицей 1
                S2,2021-01-01,Школа 2
                """);
    }

    @Test
    void aRowGetsTheVersionValidOnItsDay() {
        assertThat(keys("fact_enrolment", """
                organization_id,valid_on,territory_id,education_stage_code
                S1,1950-01-01,07724000,grades_1_7
                S1,2023-02-28,07724000,grades_1_7
                S1,2023-03-01,07724000,grades_1_7
                S2,2050-01-01,07724000,grades_1_7
                """, "organization_key"))
                .containsExactlyInAnyOrder(
                        organization("Школа 1"),
                        organization("Школа 1"),
                        organization("Лицей 1"),
                        organization("Школа 2"));
    }

    @Test
    void whatNoDimensionKnowsIsTheUnknownMember() {
        assertThat(keys("fact_enrolment", """
                organization_id,valid_on,territory_id,education_stage_code
                S9,2023-01-01,99999999,kindergarten
                ,2023-01-01,,
                S1,,07724000,grades_1_7
                """, "organization_key", "territory_key", "education_stage_key"))
                .containsExactlyInAnyOrder(
                        "0|0|0",
                        "0|0|0",
                        "0|" + member("territory", "territory_id", SmallStar.TOWN) + "|"
                                + member("education_stage", "education_stage_code", "grades_1_7"));
    }

    @Test
    void noRowIsLostAndNoneComesTwice() {
        Dataset<Row> rows = star.rows("fact_enrolment", """
                organization_id,valid_on,grade
                S1,2023-03-01,1
                S1,2022-03-01,2
                S9,2023-03-01,3
                """);

        assertThat(LocalSpark.told(star.keys().resolve(rows, "fact_enrolment"), "grade"))
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void twoOrganizationsOfARowEachGetTheirVersion() {
        assertThat(keys("fact_minor_employment", """
                month_date,centre_id,organization_id,valid_on,territory_id
                2023-05-01,S2,S1,2023-05-31,07724000
                """, "centre_key", "organization_key"))
                .containsExactly(organization("Школа 2") + "|" + organization("Лицей 1"));
    }

    @Test
    void aDayIsItsNumberAndNoDayIsTheUnknownOne() {
        assertThat(keys("fact_minor_employment", """
                month_date,centre_id,organization_id,valid_on
                2023-05-01,S2,S1,2023-05-31
                ,S2,S1,2023-05-31
                """, "month_date_key")).containsExactlyInAnyOrder("20230501", "0");
    }

    @Test
    void anEventIsAnEditionOfItsSeriesInItsYear() {
        String series = warehouse.queryForObject(
                "SELECT min(event_series_code) FROM staging.dim_event_series WHERE event_series_key <> 0",
                String.class);
        List<String> keys = keys("fact_event_attendance", """
                reporting_year,event_series_code,event_level_code,event_format_code,organization_id,valid_on
                2022,%1$s,municipal,remote,S1,2023-01-01
                2023,%1$s,municipal,remote,S1,2023-01-01
                2023,%1$s,,remote,S1,2023-01-01
                2024,%1$s,municipal,remote,S1,2023-01-01
                2023,no such series,municipal,remote,S1,2023-01-01
                """.formatted(series), "reporting_year", "event_edition_key");

        assertThat(keys).filteredOn(key -> key.endsWith("|0")).containsExactlyInAnyOrder("2023|0", "2024|0", "2023|0");
        assertThat(keys).filteredOn(key -> !key.endsWith("|0")).hasSize(2).doesNotHaveDuplicates();
        assertThat(warehouse.queryForList("""
                        SELECT e.reporting_year || '|' || e.event_edition_key FROM staging.dim_event_edition e
                        JOIN staging.dim_event_series s USING (event_series_key) JOIN staging.dim_event_level l USING (event_level_key)
                        JOIN staging.dim_event_format f USING (event_format_key)
                        WHERE s.event_series_code = ? AND l.event_level_code = 'municipal' AND f.event_format_code = 'remote'
                        """, String.class, series))
                .containsAll(keys.stream().filter(key -> !key.endsWith("|0")).toList());
    }

    @Test
    void bothStagesOfAComparisonAreFoundInOneDimension() {
        List<String> stages = warehouse.queryForList(
                "SELECT stage_code FROM staging.dim_programme_stage WHERE programme_stage_key <> 0 ORDER BY first_year",
                String.class);
        assertThat(keys(
                        "fact_stage_comparison",
                        """
                base_stage_code,compared_stage_code
                %s,%s
                """.formatted(stages.get(0), stages.get(1)),
                        "base_stage_key",
                        "compared_stage_key"))
                .containsExactly(member("programme_stage", "stage_code", stages.get(0)) + "|"
                        + member("programme_stage", "stage_code", stages.get(1)));
    }

    @Test
    void aFactIsStagedByYearWithTheKeyOfThePublishedTable() {
        long loaded = star.fact("fact_enrolment", """
                reporting_year,organization_id,valid_on,territory_id,grade,education_stage_code,pupils_persons
                2022,S1,2022-05-31,07724000,1,grades_1_7,20
                2023,S1,2023-05-31,07724000,1,grades_1_7,21
                2023,S2,2023-05-31,07724000,1,grades_1_7,30
                """, 2021, 2022, 2023);

        assertThat(loaded).isEqualTo(3);
        assertThat(warehouse.queryForList("""
                        SELECT relname || ' ' || (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM staging.' || relname, true, true, '')))[1]
                               || ' ' || (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE k.conrelid = c.oid AND contype = 'p')
                        FROM pg_class c WHERE relnamespace = 'staging'::regnamespace AND relname LIKE 'fact%' AND relkind = 'r' ORDER BY 1
                        """, String.class))
                .containsExactly(
                        "fact_enrolment_2021 0 PRIMARY KEY (reporting_year, organization_key, grade)",
                        "fact_enrolment_2022 1 PRIMARY KEY (reporting_year, organization_key, grade)",
                        "fact_enrolment_2023 2 PRIMARY KEY (reporting_year, organization_key, grade)");
    }

    @Test
    void aSecondTryOfTheStepReplacesWhatTheFirstStaged() {
        String row = """
                reporting_year,organization_id,valid_on,territory_id,grade,education_stage_code,pupils_persons
                2023,S1,2023-05-31,07724000,1,grades_1_7,21
                """;
        star.fact("fact_enrolment", row, 2022, 2023);
        star.fact("fact_enrolment", row, 2023);

        assertThat(warehouse.queryForList(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'staging' AND tablename LIKE 'fact%'",
                        String.class))
                .containsExactly("fact_enrolment_2023");
        assertThat(warehouse.queryForObject("SELECT count(*) FROM staging.fact_enrolment_2023", Long.class))
                .isEqualTo(1);
    }

    @Test
    void rowsWithTheSameKeyAreNotStaged() {
        assertThatThrownBy(() -> star.fact("fact_enrolment", """
                reporting_year,organization_id,valid_on,territory_id,grade,education_stage_code,pupils_persons
                2023,S1,2023-05-31,07724000,1,grades_1_7,21
                2023,S1,2023-05-31,07724000,1,grades_1_7,22
                """, 2023))
                .hasMessageContaining("could not create unique index");
    }

    @Test
    void aRowThatBreaksACheckOfTheTableIsNotStaged() {
        assertThatThrownBy(() -> star.fact("fact_enrolment", """
                reporting_year,organization_id,valid_on,territory_id,grade,education_stage_code,pupils_persons,girls_persons
                2023,S1,2023-05-31,07724000,1,grades_1_7,21,22
                """, 2023))
                .hasStackTraceContaining("violates check constraint");
    }

    @Test
    void whatAnInterruptedLoadLeftIsClearedWithItsPartitions(WarehouseDatabase database) {
        assertThatThrownBy(() -> star.fact("fact_enrolment", """
                reporting_year,organization_id,valid_on,territory_id,grade,education_stage_code,pupils_persons
                2023,S1,2023-05-31,07724000,13,grades_1_7,21
                """, 2022, 2023))
                .hasStackTraceContaining("violates check constraint");
        assertThat(staged()).contains("fact_enrolment", "fact_enrolment_2023");

        new SmallStar(SPARK, database);

        assertThat(staged()).isEmpty();
    }

    private List<String> staged() {
        return warehouse.queryForList("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'", String.class);
    }

    private List<String> keys(String fact, String csv, String... columns) {
        return LocalSpark.told(star.keys().resolve(star.rows(fact, csv), fact), columns);
    }

    private String organization(String name) {
        return warehouse.queryForObject(
                "SELECT organization_key FROM staging.dim_organization WHERE short_name = ?", String.class, name);
    }

    private String member(String dimension, String column, String code) {
        return warehouse.queryForObject(
                "SELECT %1$s_key FROM staging.dim_%1$s WHERE %2$s = ?".formatted(dimension, column),
                String.class,
                code);
    }
}
