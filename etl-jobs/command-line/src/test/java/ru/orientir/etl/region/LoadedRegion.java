package ru.orientir.etl.region;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.sample.SampleRegion;
import ru.orientir.etl.sample.VacancyApiStandIn;

/**
 * The sample region, generated once a JVM and loaded once by the command {@code nightly}; its warehouse is up for reading.
 * Nobody loads anything new into it: tests that do take {@link #copy a copy}.
 */
final class LoadedRegion {

    static final String BUSINESS_DATE = "2026-01-15";

    /** Exit codes of a load. */
    static final int PUBLISHED_OR_NOTHING_NEW = 0;

    static final int PUBLISHED_WITH_REFUSALS = 3;
    static final int LOCKED = 4;
    static final int CHECKS_FAILED = 5;

    private static final int SCALE = 1;
    private static final long SEED = 20;
    private static final Path ROOT = Path.of("target", "region").toAbsolutePath();
    private static LoadedRegion loaded;

    private final SampleRegion.Result sample;
    private final VacancyApiStandIn api;
    private final OrientirHome pristine;
    private final OrientirHome home;
    private final OrientirHome.Ended load;
    private final WarehouseDatabase warehouse;
    private Path report;

    private LoadedRegion() {
        Folders.delete(ROOT);
        sample = new SampleRegion(SCALE, SEED).writeTo(ROOT.resolve("sample"), town -> {});
        api = VacancyApiStandIn.start(sample.vacancyApiFile());
        pristine = new OrientirHome(ROOT.resolve("pristine"));
        load = nightly(pristine, sample.inbox());
        home = pristine.copyTo(ROOT.resolve("home"));
        warehouse = home.openWarehouse();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            warehouse.close();
            api.close();
        }));
    }

    static synchronized LoadedRegion get() {
        if (loaded == null) {
            loaded = new LoadedRegion();
        }
        return loaded;
    }

    /** Runs {@code nightly} on the sample's vacancy API. */
    OrientirHome.Ended nightly(OrientirHome target, Path inbox) {
        return start(target, inbox).await();
    }

    OrientirHome.Running start(OrientirHome target, Path inbox) {
        return target.start(
                "nightly", "--inbox=" + inbox, "--business-date=" + BUSINESS_DATE, "--vacancy-api=" + api.address());
    }

    SampleRegion.Result sample() {
        return sample;
    }

    Path inbox() {
        return sample.inbox();
    }

    OrientirHome home() {
        return home;
    }

    /** How the load of the whole sample ended. */
    OrientirHome.Ended load() {
        return load;
    }

    /** Folder of the report, written by the command {@code report} when first asked for. */
    synchronized Path report() {
        if (report == null) {
            OrientirHome.Ended written = home.run("report");
            if (written.exitCode() != 0) {
                throw new AssertionError(written.output());
            }
            report = home.folder().resolve("reports");
        }
        return report;
    }

    WarehouseDatabase warehouse() {
        return warehouse;
    }

    /** A home without anything. */
    OrientirHome emptyHome(String name) {
        return new OrientirHome(ROOT.resolve(name));
    }

    /** A home in the state after the load. */
    OrientirHome copy(String name) {
        return pristine.copyTo(ROOT.resolve(name));
    }

    /** A folder of the test's own, an inbox for one. */
    Path folder(String name) {
        return ROOT.resolve(name);
    }

    Connection analyst() {
        return warehouse.analyst(Duration.ofMinutes(5));
    }

    /** A session that may read every schema. */
    Connection loader() throws SQLException {
        return warehouse.connect("orientir tests");
    }
}
