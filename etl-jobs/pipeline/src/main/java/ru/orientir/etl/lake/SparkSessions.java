package ru.orientir.etl.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.springframework.util.FileSystemUtils;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.OrientirSettings;

/**
 * The one Spark session of a process, started when it is first asked for: commands that read no rows start none.
 *
 * <p>{@code local[*]} works on this machine alone and listens on loopback only; any other master is used as it is set.
 */
public final class SparkSessions implements Supplier<SparkSession>, AutoCloseable {

    private static final String FOLDER = "spark-of-process-";

    private final OrientirSettings settings;
    private SparkSession session;

    public SparkSessions(OrientirSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized SparkSession get() {
        if (session == null) {
            session = start();
        }
        return session;
    }

    /** Spark shows the step's name with every job that this thread, or one it begins, starts from now on. */
    public void nameJobs(String step) {
        get().sparkContext().setJobGroup(step, step, false);
    }

    private SparkSession start() {
        String master = settings.spark().master();
        String temporary = settings.home().resolve("tmp").toUri().toString();
        SparkSession.Builder builder = SparkSession.builder()
                .appName("orientir")
                .master(master)
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.sources.partitionOverwriteMode", "static")
                .config("spark.sql.warehouse.dir", temporary + "spark-warehouse")
                // The one session adds no classes of its own. Isolated, it would ask the driver by network, and go
                // through all
                // jars once more, for each class that generated code looks for in vain.
                .config("spark.sql.artifact.isolation.enabled", "false")
                // Java's own lower case does for Russian; ICU's begins with a table of every letter there is.
                .config("spark.sql.icu.caseMappings.enabled", "false");
        if (master.startsWith("local")) {
            builder.config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.local.dir", ownFolder().toString())
                    .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                    .config("spark.shuffle.compress", "false")
                    .config(HadoopSettings.SPARK_PREFIX + LocalFiles.SETTING, LocalFiles.class.getName())
                    // Every sort begins with a page and every job with a block, both cleared; by default tens of
                    // megabytes, for a town's rows.
                    .config("spark.buffer.pageSize", "2m")
                    .config("spark.broadcast.blockSize", "256k")
                    // Sizes are known and small here; planning every stage twice costs more than it saves.
                    .config("spark.sql.adaptive.enabled", "false");
        }
        settings.spark().conf().forEach(builder::config);
        return builder.getOrCreate();
    }

    /** Where this process spills; what a killed one spilled is removed, for nobody else would. */
    private Path ownFolder() {
        Path temporary = settings.home().resolve("tmp");
        try (Stream<Path> entries = Files.list(Files.createDirectories(temporary))) {
            for (Path folder :
                    entries.filter(SparkSessions::isOfNoLivingProcess).toList()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new CannotProceedException("Cannot clean " + temporary + ": " + e.getMessage(), e);
        }
        return temporary.resolve(FOLDER + ProcessHandle.current().pid());
    }

    private static boolean isOfNoLivingProcess(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches(FOLDER + "\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(name.substring(FOLDER.length())))
                        .isEmpty();
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.stop();
            session = null;
        }
    }
}
