package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** One load of the whole sample, killed in step after step and begun again with the same command. */
class KilledLoadIT {

    private static final List<String> STEPS = List.of(
            "land", "conform", "select", "dimension", "table", "indicator", "comparison", "load", "check", "publish");

    @Test
    void aLoadKilledInFourStepsEndsWithTheMartsOfOneThatWasNot() throws Exception {
        LoadedRegion region = LoadedRegion.get();
        OrientirHome home = region.emptyHome("killed");

        killIn("conform", region, home);
        killIn("table", region, home);
        killServer(home);
        killIn("load", region, home);
        killIn("publish", region, home);
        OrientirHome.Ended last = region.nightly(home, region.inbox());

        assertThat(last.exitCode())
                .as(last.output())
                .isIn(LoadedRegion.PUBLISHED_WITH_REFUSALS, LoadedRegion.PUBLISHED_OR_NOTHING_NEW);
        Map<String, String> whole;
        try (Connection analyst = region.analyst()) {
            whole = Marts.contents(analyst);
        }
        try (WarehouseDatabase warehouse = home.openWarehouse();
                Connection analyst = warehouse.analyst(Duration.ofMinutes(5));
                Connection loader = warehouse.connect("orientir tests")) {
            assertThat(Marts.contents(analyst)).isEqualTo(whole);
            assertThat(Marts.value(loader, "select count(*) from audit.publication"))
                    .isEqualTo("1");
            assertThat(Marts.rows(loader, "select status from audit.load_run where status = 'RUNNING'"))
                    .isEmpty();
            assertThat(Marts.rows(loader, "select tablename from pg_tables where schemaname = 'staging'"))
                    .isEmpty();
        }
    }

    /** Kills the load once the step before the given one has ended: at work in the given one, or just about to begin it. */
    private static void killIn(String step, LoadedRegion region, OrientirHome home) throws InterruptedException {
        int position = STEPS.indexOf(step);
        String ended = "[%d/%d] %s".formatted(position, STEPS.size(), STEPS.get(position - 1));
        OrientirHome.Running load = region.start(home, region.inbox());
        while (load.process().isAlive() && !load.output().contains(ended)) {
            Thread.sleep(20);
        }
        assertThat(load.output()).contains(ended).doesNotContain("[%d/%d]".formatted(STEPS.size(), STEPS.size()));
        load.kill();
    }

    /** As when the power fails: the server goes with the load. */
    private static void killServer(OrientirHome home) throws Exception {
        Path file = home.folder().resolve("postgres/data/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(file).get(0).strip());
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        server.destroyForcibly();
        server.onExit().get();
    }
}
