package ru.orientir.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.ledger.EmptyLedger;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.postgres.WarehouseDatabase;

@ExtendWith(EmptyLedger.class)
class PublicationTest {

    private static final String HEAD =
            "reporting_year,organization_id,valid_on,territory_id,grade,education_stage_code,pupils_persons\n";
    private static final String PUBLISHED =
            "SELECT concat_ws(' ', reporting_year, grade, pupils_persons) FROM core.fact_enrolment ORDER BY 1";

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    private WarehouseDatabase database;
    private JdbcTemplate warehouse;
    private SmallStar star;

    @BeforeEach
    void open(WarehouseDatabase given) {
        database = given;
        warehouse = new JdbcTemplate(database.etl());
        star = new SmallStar(SPARK, database);
    }

    @Test
    void whatIsStagedBecomesWhatIsRead() {
        stage("2022,S1,2022-05-31,07724000,1,grades_1_7,20\n2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2022, 2023);
        assertThat(published()).isEmpty();

        star.publish("one");

        assertThat(published()).containsExactly("2022 1 20", "2023 1 21");
        assertThat(new Publications(warehouse).years("one")).containsExactly(2022, 2023);
        assertThat(new Publications(warehouse).runByYear("fact_enrolment")).isEqualTo(Map.of(2022, "one", 2023, "one"));
    }

    @Test
    void aYearThatIsNotStagedStaysAsItIs() {
        stage("2022,S1,2022-05-31,07724000,1,grades_1_7,20\n2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2022, 2023);
        star.publish("one");

        stage("2023,S1,2023-05-31,07724000,2,grades_1_7,25\n", 2023);
        star.publish("two");

        assertThat(published()).containsExactly("2022 1 20", "2023 2 25");
        assertThat(new Publications(warehouse).runByYear("fact_enrolment")).isEqualTo(Map.of(2022, "one", 2023, "two"));
    }

    @Test
    void aYearWithoutARowReplacesItsRows() {
        stage("2022,S1,2022-05-31,07724000,1,grades_1_7,20\n2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2022, 2023);
        star.publish("one");

        stage("", 2023);
        star.publish("two");

        assertThat(published()).containsExactly("2022 1 20");
    }

    @Test
    void dimensionsAndFactsArriveTogetherAndKeysStay() {
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2023);
        star.publish("one");
        long key = organizationOfEnrolment();

        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Гимназия
                """);
        assertThat(name(key)).isEqualTo("Школа");
        star.publish("two");

        assertThat(name(key)).isEqualTo("Гимназия");
        assertThat(organizationOfEnrolment()).isEqualTo(key);
    }

    @Test
    void aReaderSeesTheWarehouseBeforeItOrWaitsUntilAfterIt() throws SQLException {
        stage("2022,S1,2022-05-31,07724000,1,grades_1_7,20\n2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2022, 2023);
        star.publish("one");
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,31\n", 2022, 2023);

        try (Connection reader = database.connect("reader")) {
            rows(reader, "SELECT set_config('lock_timeout', '100ms', false)");
            star.publish("two", () -> {
                assertThat(rows(reader, "SELECT run_id FROM audit.publication")).containsExactly("one");
                assertThatThrownBy(() -> rows(reader, PUBLISHED)).hasMessageContaining("lock timeout");
            });
            assertThat(rows(reader, PUBLISHED)).containsExactly("2023 1 31");
        }
    }

    @Test
    void aReaderThatTakesItsTimeIsWaitedFor() throws SQLException {
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,20\n", 2023);
        star.publish("one");
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2023);

        try (Connection reader = database.connect("reader")) {
            reader.setAutoCommit(false);
            assertThat(rows(reader, PUBLISHED)).containsExactly("2023 1 20");
            Thread publication = new Thread(() -> star.publish("two"));
            publication.start();
            while (warehouse.queryForObject("SELECT count(*) FROM pg_locks WHERE NOT granted", Long.class) == 0) {
                assertThat(publication.isAlive()).isTrue();
            }
            assertThat(rows(reader, PUBLISHED)).containsExactly("2023 1 20");
            reader.commit();
            join(publication);
        }

        assertThat(published()).containsExactly("2023 1 21");
    }

    @Test
    void aLostLockTakesEverythingBack() {
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2023);
        star.publish("one");
        long vintage = new Publications(warehouse).lastVintage();
        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Гимназия
                """);
        star.fact("fact_enrolment", HEAD + "2023,S1,2023-05-31,07724000,1,grades_1_7,99\n", 2023);

        assertThatThrownBy(() -> star.publish("two", () -> {
                    throw new IllegalStateException("The run lock is lost");
                }))
                .hasMessage("The run lock is lost");

        assertThat(published()).containsExactly("2023 1 21");
        assertThat(name(organizationOfEnrolment())).isEqualTo("Школа");
        assertThat(new Publications(warehouse).lastVintage()).isEqualTo(vintage);
        assertThat(new Publications(warehouse).isPublished("two")).isFalse();

        star.publish("two");
        assertThat(published()).containsExactly("2023 1 99");
    }

    @Test
    void aFactThatRefersToNobodyIsNotPublished() {
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2023);
        warehouse.execute("UPDATE staging.fact_enrolment_2023 SET organization_key = -1");

        assertThatThrownBy(() -> star.publish("one")).hasMessageContaining("foreign key");
        assertThat(published()).isEmpty();
    }

    @Test
    void whatTheRunLeftInStagingIsCleared() {
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2023);
        star.publish("one");

        assertThat(warehouse.queryForList("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'", String.class))
                .isEmpty();
    }

    @Test
    void thePublishedPartitionIsOneOfItsTableWithItsForeignKeys() {
        stage("2023,S1,2023-05-31,07724000,1,grades_1_7,21\n", 2023);
        star.publish("one");

        assertThat(warehouse.queryForObject("""
                        SELECT count(*) FROM pg_constraint WHERE conrelid = 'core.fact_enrolment_2023'::regclass AND contype = 'f'
                        """, Long.class)).isEqualTo(warehouse.queryForObject("""
                        SELECT count(*) FROM pg_constraint WHERE conrelid = 'core.fact_enrolment'::regclass AND contype = 'f'
                        """, Long.class));
        assertThat(warehouse.queryForObject(
                        "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = 'fact_enrolment_2023'",
                        String.class))
                .isEqualTo("FOR VALUES IN ('2023')");
    }

    /** Stages one school and rows of enrolment. */
    private void stage(String rows, Integer... years) {
        star.register("organization_id,as_of_date\nS1,2021-01-01\n");
        star.fact("fact_enrolment", HEAD + rows, years);
    }

    /** What any other session reads. */
    private List<String> published() {
        return warehouse.queryForList(PUBLISHED, String.class);
    }

    private long organizationOfEnrolment() {
        return warehouse.queryForObject("SELECT organization_key FROM core.fact_enrolment", Long.class);
    }

    private String name(long key) {
        return warehouse.queryForObject(
                "SELECT short_name FROM core.dim_organization WHERE organization_key = ?", String.class, key);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rows(Connection reader, String sql) {
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
