package ru.orientir.etl.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.TaskCompletionListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.postgres.ConnectionTarget;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SettingsReader;

/** Every type of column through binary COPY into a real PostgreSQL, compared with the same value as a literal of SQL. */
class CopySinkTest {

    private static final String TABLE = "staging.every_type";

    @TempDir
    private static Path home;

    private static WarehouseDatabase database;
    private static SparkSessions sessions;
    private static SparkSession spark;
    private static JdbcTemplate warehouse;
    private static CopySink sink;

    @BeforeAll
    static void start() {
        // Two tries a task, as a cluster has four.
        OrientirSettings settings = new SettingsReader(home, Map.of("orientir.spark.master", "local[2,2]")).settings();
        database = WarehouseDatabase.open(settings);
        sessions = new SparkSessions(settings);
        spark = sessions.get();
        database.migrate();
        warehouse = new JdbcTemplate(database.etl());
        ConnectionTarget target = database.etlTarget();
        sink = new CopySink(target.url(), target.properties(WarehouseDatabase.LOAD_SESSION));
    }

    @AfterAll
    static void stop() {
        sessions.close();
        database.close();
    }

    @BeforeEach
    void createTable() {
        warehouse.execute("DROP TABLE IF EXISTS " + TABLE);
        warehouse.execute("CREATE TABLE " + TABLE
                + " (small smallint, whole int, big bigint, real double precision, yes boolean, day date, moment timestamptz,"
                + " learner uuid, words text, code varchar(20))");
    }

    @Test
    void valuesOfEveryTypeArriveAsTheyAre() {
        long copied = sink.copy(spark.sql("""
                SELECT -32768S small, 2147483647 whole, -9223372036854775808L big, -0.1D real, true yes, DATE'1999-12-31' day,
                       TIMESTAMP'1969-12-31T23:59:59.123456Z' moment, '0123456789abcdefFEDCBA9876543210' learner,
                       'Гимназия № 10 «ЛИК»' words, '' code"""), TABLE);

        assertThat(copied).isEqualTo(1);
        assertThat(rowsEqualTo("""
                -32768, 2147483647, -9223372036854775808, -0.1, true, '1999-12-31', '1969-12-31 23:59:59.123456+00',
                '01234567-89ab-cdef-fedc-ba9876543210', 'Гимназия № 10 «ЛИК»', ''""")).isEqualTo(1);
    }

    @Test
    void nullIsNullInEveryType() {
        sink.copy(spark.sql("""
                SELECT CAST(NULL AS smallint) small, CAST(NULL AS int) whole, CAST(NULL AS bigint) big, CAST(NULL AS double) real,
                       CAST(NULL AS boolean) yes, CAST(NULL AS date) day, CAST(NULL AS timestamp) moment, CAST(NULL AS string) learner,
                       CAST(NULL AS string) words, CAST(NULL AS string) code"""), TABLE);

        assertThat(rowsEqualTo("NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"))
                .isEqualTo(1);
    }

    @Test
    void columnsAreTakenByNameAndCastToTheTable() {
        sink.copy(
                spark.sql(
                        "SELECT 'not wanted' extra, '7' code, 'слово' words, 'b5a1c0de-0000-4000-8000-00000000000f' learner,"
                                + " TIMESTAMP'2024-02-29T12:00:00Z' moment, '2000-01-01' day, false yes, 5 real, 4 big, 3L whole, 2 small"),
                TABLE);

        assertThat(rowsEqualTo("2, 3, 4, 5, false, '2000-01-01', '2024-02-29 12:00:00+00',"
                        + " 'b5a1c0de-0000-4000-8000-00000000000f', 'слово', '7'"))
                .isEqualTo(1);
    }

    @Test
    void rowsThatCrossPortionsAndPartitionsAllArrive() {
        Dataset<Row> rows = spark.range(0, 20_000, 1, 3)
                .selectExpr(
                        "CAST(id % 100 AS smallint) small",
                        "CAST(id AS int) whole",
                        "id * 1000000 big",
                        "id / 7 real",
                        "id % 2 = 0 yes",
                        "date_add(DATE'1990-01-01', CAST(id AS int)) day",
                        "timestamp_seconds(id * 86400) moment",
                        "md5(CAST(id AS string)) learner",
                        "IF(id % 5000 = 0, repeat('я', 40000), repeat('ё', CAST(id % 300 AS int))) words",
                        "CAST(id AS string) code");

        assertThat(sink.copy(rows, TABLE)).isEqualTo(20_000);

        assertThat(warehouse.queryForObject("SELECT count(DISTINCT whole) FROM " + TABLE + " " + """
                 WHERE small = whole % 100 AND big = whole * 1000000::bigint AND abs(real - whole / 7.0) < 1e-9 AND yes = (whole % 2 = 0)
                   AND day = date '1990-01-01' + whole AND moment = to_timestamp(whole * 86400::bigint)
                   AND learner = md5(whole::text)::uuid AND code = whole::text
                   AND words = CASE WHEN whole % 5000 = 0 THEN repeat('я', 40000) ELSE repeat('ё', whole % 300) END""", Integer.class))
                .isEqualTo(20_000);
    }

    @Test
    void aRefusedRowNamesTheColumnAndTheServersReason() {
        warehouse.execute("ALTER TABLE " + TABLE + " ALTER code SET NOT NULL");

        assertThatThrownBy(() -> sink.copy(allNullBut("'текст' words"), TABLE))
                .hasStackTraceContaining("\"code\" of relation \"every_type\" violates not-null constraint");
        assertThat(rows()).isZero();
    }

    @Test
    void aPseudonymThatIsNoneStopsTheCopy() {
        assertThatThrownBy(() -> sink.copy(allNullBut("'0123456789abcdef' learner"), TABLE))
                .hasStackTraceContaining("Not a UUID: 0123456789abcdef");
        assertThatThrownBy(() -> sink.copy(allNullBut("'0123456789abcdef0123456789abcdeя' learner"), TABLE))
                .hasStackTraceContaining("hexadecimal");
        assertThat(rows()).isZero();
    }

    @Test
    void aTypeThatNoColumnHadYetIsRefusedBeforeAnythingIsRead() {
        warehouse.execute("ALTER TABLE " + TABLE + " ADD document jsonb");

        assertThatThrownBy(() -> sink.copy(spark.sql("SELECT raise_error('read') document"), TABLE))
                .hasMessageContaining("column of type jsonb");
    }

    @Test
    void aTaskThatIsTriedAgainLeavesItsRowsOnce() {
        assertThat(sink.copy(
                        failingOnce(task -> {
                            throw new IllegalStateException("lost");
                        }),
                        TABLE))
                .isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void rowsOfATryThatCouldNotTellStopTheLoad() {
        Dataset<Row> rows = failingOnce(task -> task.addTaskCompletionListener((TaskCompletionListener) ended -> {
            throw new IllegalStateException("lost");
        }));

        assertThatThrownBy(() -> sink.copy(rows, TABLE)).hasMessageContaining("it has 2 rows and should have 1");
    }

    /** One row; making it, the first try of its task meets with trouble. */
    private static Dataset<Row> failingOnce(Trouble trouble) {
        spark.udf()
                .register(
                        "troubled",
                        (UDF1<Long, String>) id -> {
                            if (TaskContext.get().attemptNumber() == 0) {
                                trouble.happen(TaskContext.get());
                            }
                            return "слово";
                        },
                        DataTypes.StringType);
        return allNullBut(spark.range(1).selectExpr("troubled(id) AS words"));
    }

    private interface Trouble extends Serializable {
        void happen(TaskContext task);
    }

    private static Dataset<Row> allNullBut(String column) {
        return allNullBut(spark.sql("SELECT " + column));
    }

    private static Dataset<Row> allNullBut(Dataset<Row> given) {
        Dataset<Row> row = given;
        for (String name :
                new String[] {"small", "whole", "big", "real", "yes", "day", "moment", "learner", "words", "code"}) {
            row = given.columns()[0].equals(name) ? row : row.selectExpr("*", "NULL AS " + name);
        }
        return row;
    }

    private static int rows() {
        return warehouse.queryForObject("SELECT count(*) FROM " + TABLE, Integer.class);
    }

    private static int rowsEqualTo(String literals) {
        return warehouse.queryForObject(
                "SELECT count(*) FROM " + TABLE + " t WHERE (t.*) IS NOT DISTINCT FROM ROW(" + literals + ")::" + TABLE,
                Integer.class);
    }
}
