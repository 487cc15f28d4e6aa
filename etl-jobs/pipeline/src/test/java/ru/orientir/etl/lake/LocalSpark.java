package ru.orientir.etl.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;
import ru.orientir.etl.settings.SettingsReader;

/**
 * The Spark session of a test class, started when it is first asked for, with a folder for lakes; register it in a static field. It is made
 * for a handful of rows: one task a stage, and queries that run once are not compiled.
 */
public final class LocalSpark implements AfterAllCallback {

    private static final Map<String, String> SETTINGS = Map.of(
            "orientir.spark.conf.spark.sql.shuffle.partitions", "1",
            "orientir.spark.conf.spark.sql.codegen.wholeStage", "false",
            "orientir.spark.conf.spark.sql.codegen.factoryMode", "NO_CODEGEN");

    private final Path home = folder();
    private final SparkSessions sessions = new SparkSessions(new SettingsReader(home, SETTINGS).settings());

    /** The session. */
    public SparkSession get() {
        return sessions.get();
    }

    /** A lake with nothing in it. */
    public ParquetLake emptyLake() {
        try {
            return new ParquetLake(
                    sessions, Files.createTempDirectory(home, "lake").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Columns of rows as text, a bar between them. */
    public static List<String> told(Dataset<Row> rows, String... columns) {
        return rows.selectExpr(columns).collectAsList().stream()
                .map(row -> row.mkString("|"))
                .toList();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        sessions.close();
        FileSystemUtils.deleteRecursively(home);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("spark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
