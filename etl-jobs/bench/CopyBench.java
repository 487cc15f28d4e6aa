import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import ru.orientir.etl.copy.CopySink;

/**
 * Times {@link CopySink}, the load's own, against {@code psql \copy} of the same rows as text into the same empty table, and prints the
 * ratio of each round. Started by copy.sh. Arguments: JDBC address, psql address, folder with rows.txt, rounds.
 */
public final class CopyBench {

    private static final String TABLE = "staging.bench_copy";
    private static final String FACT = "core.fact_event_participation";
    private static final String SCHEMA = "reporting_year smallint, organization_key int, event_edition_key int, event_date_key int,"
            + " learner string, territory_key int, education_stage_key int, grade smallint, learner_age smallint,"
            + " is_limited_health string, is_disabled string, is_orphan string, is_gifted string, is_participation string, award_key int";

    /** psql writes t and f, and a pseudonym with hyphens; the lake has neither. */
    private static final Map<String, Column> AS_IN_THE_LAKE = Map.of(
            "learner", functions.translate(functions.col("learner"), "-", ""),
            "is_limited_health", functions.col("is_limited_health").cast("boolean"),
            "is_disabled", functions.col("is_disabled").cast("boolean"),
            "is_orphan", functions.col("is_orphan").cast("boolean"),
            "is_gifted", functions.col("is_gifted").cast("boolean"),
            "is_participation", functions.col("is_participation").cast("boolean"));

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        String psql = arguments[1];
        Path work = Path.of(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Properties login = new Properties();
        login.setProperty("user", "orientir_etl");
        login.setProperty("password", System.getenv("PGPASSWORD"));
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement();
                SparkSession spark = spark(work)) {
            statement.execute("drop table if exists " + TABLE);
            statement.execute("create table " + TABLE + " (like " + FACT + ")");
            requireKnownColumns(statement);
            Dataset<Row> rows = parquet(spark, work);
            long count = rows.count();
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows, text %,d MB, Spark %s on %d cores%n",
                    count,
                    Files.size(work.resolve("rows.txt")) >> 20,
                    spark.version(),
                    Runtime.getRuntime().availableProcessors());
            System.out.println("round  psql \\copy, s  load's COPY, s  ratio");
            List<Double> ratios = new ArrayList<>();
            CopySink sink = new CopySink(url, login);
            for (int round = 0; round <= rounds; round++) {
                double text;
                double binary;
                if (round % 2 == 0) {
                    text = text(statement, psql, work, count);
                    binary = binary(statement, sink, rows, count);
                } else {
                    binary = binary(statement, sink, rows, count);
                    text = text(statement, psql, work, count);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%5s %14.2f %15.2f %6.2f%n",
                        round == 0 ? "cold" : String.valueOf(round),
                        text,
                        binary,
                        text / binary);
                if (round > 0) {
                    ratios.add(text / binary);
                }
            }
            Collections.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "the load's COPY is %.2f times as fast (median of %d warm rounds; %.2f to %.2f)%n",
                    ratios.get(ratios.size() / 2),
                    ratios.size(),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1));
            statement.execute("drop table " + TABLE);
        }
    }

    private static SparkSession spark(Path work) {
        return SparkSession.builder()
                .appName("copy bench")
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", work.toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", work.resolve("warehouse").toUri().toString())
                .getOrCreate();
    }

    /** The rows as the load finds them: Parquet, a file a core. */
    private static Dataset<Row> parquet(SparkSession spark, Path work) {
        String folder = work.resolve("rows.parquet").toString();
        spark.read()
                .schema(SCHEMA)
                .option("sep", "\t")
                .option("nullValue", "\\N")
                .csv(work.resolve("rows.txt").toString())
                .withColumns(AS_IN_THE_LAKE)
                .repartition(Runtime.getRuntime().availableProcessors())
                .write()
                .parquet(folder);
        return spark.read().parquet(folder);
    }

    private static void requireKnownColumns(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery(
                "select string_agg(attname, ',' order by attnum) from pg_attribute where attnum > 0 and attrelid = '" + TABLE + "'::regclass")) {
            row.next();
            String ours = String.join(",", java.util.Arrays.stream(SCHEMA.split(",")).map(column -> column.strip().split(" ")[0]).toList());
            if (!row.getString(1).equals(ours)) {
                throw new IllegalStateException(FACT + " has the columns " + row.getString(1) + "; this bench knows " + ours);
            }
        }
    }

    private static double text(Statement statement, String psql, Path work, long count) throws Exception {
        statement.execute("truncate " + TABLE);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        "psql", "-qX", "-v", "ON_ERROR_STOP=1", psql, "-c", "\\copy " + TABLE + " from '" + work.resolve("rows.txt") + "'")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("psql failed");
        }
        return checked(statement, start, count);
    }

    private static double binary(Statement statement, CopySink sink, Dataset<Row> rows, long count) throws Exception {
        statement.execute("truncate " + TABLE);
        long start = System.nanoTime();
        sink.copy(rows, TABLE);
        return checked(statement, start, count);
    }

    private static double checked(Statement statement, long start, long count) throws Exception {
        double seconds = (System.nanoTime() - start) / 1e9;
        try (ResultSet row = statement.executeQuery("select count(*) from " + TABLE)) {
            row.next();
            if (row.getLong(1) != count) {
                throw new IllegalStateException(row.getLong(1) + " rows arrived instead of " + count);
            }
        }
        return seconds;
    }
}
