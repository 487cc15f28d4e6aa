package ru.orientir.etl.region;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.server.SupersetClient;
import ru.orientir.etl.postgres.WarehouseDatabase;

/**
 * A real Superset beside a copy of the loaded region, its dashboards imported by the command; made once a JVM. A test that changes the
 * dashboards imports the files again before it ends.
 */
final class SupersetOnRegion {

    /** The module with the dashboards and their files. */
    static final Path DASHBOARDS = Path.of("../..", "dashboards");

    static final Path ASSETS = DASHBOARDS.resolve("superset");

    private static SupersetOnRegion running;
    private static AssertionError failure;

    private final SupersetServer server;
    private final OrientirHome home;

    private SupersetOnRegion() {
        LoadedRegion region = LoadedRegion.get();
        server = SupersetServer.start(DASHBOARDS, region.folder("superset"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        home = new OrientirHome(
                region.copy("superset home").folder(),
                Map.of(
                        "ORIENTIR_SUPERSET_URL", server.url(),
                        "ORIENTIR_SUPERSET_USER", server.user(),
                        "ORIENTIR_SUPERSET_PASSWORD", server.password()));
        WarehouseDatabase warehouse = home.openWarehouse();
        Runtime.getRuntime().addShutdownHook(new Thread(warehouse::close));
        OrientirHome.Ended imported = dashboards("import");
        if (imported.exitCode() != 0) {
            throw new AssertionError(imported.output());
        }
    }

    /** The one Superset; the calling test ends where there can be none. */
    static synchronized SupersetOnRegion get() {
        if (failure != null) {
            throw new AssertionError("Superset could not be set up before: " + failure.getMessage(), failure);
        }
        if (running == null) {
            try {
                running = new SupersetOnRegion();
            } catch (AssertionError e) {
                failure = e;
                throw e;
            }
        }
        return running;
    }

    /** Runs a command of {@code orientir dashboards}. */
    OrientirHome.Ended dashboards(String... words) {
        return home.run(
                Stream.concat(Stream.of("dashboards"), Arrays.stream(words)).toArray(String[]::new));
    }

    /** The files of the dashboards. */
    Assets assets() {
        return Assets.read(ASSETS).assets();
    }

    SupersetServer server() {
        return server;
    }

    OrientirHome home() {
        return home;
    }

    /** The API as the administrator. */
    SupersetClient administrator() {
        return server.administrator();
    }
}
