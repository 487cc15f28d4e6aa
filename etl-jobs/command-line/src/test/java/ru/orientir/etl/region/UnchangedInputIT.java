package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** Runs that bring nothing new. */
class UnchangedInputIT {

    private static final String LAST_VINTAGE = "select max(vintage_key), count(*) from audit.publication";
    private static LoadedRegion region;
    private static OrientirHome home;
    private static WarehouseDatabase warehouse;

    @BeforeAll
    static void copyHome() {
        region = LoadedRegion.get();
        home = region.copy("unchanged");
        warehouse = home.openWarehouse();
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void aSecondRunOnTheSameInboxPublishesNothing() throws SQLException {
        assertNothingChanges(region.inbox());
    }

    @Test
    void anEmptyInboxEmptiesNothing() throws Exception {
        assertNothingChanges(Files.createDirectories(region.folder("empty inbox")));
    }

    private static void assertNothingChanges(Path inbox) throws SQLException {
        Map<String, String> marts = marts();
        String vintage = vintage();

        OrientirHome.Ended ended = region.nightly(home, inbox);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("Nothing new").doesNotContain("] publish");
        assertThat(marts()).isEqualTo(marts);
        assertThat(vintage()).isEqualTo(vintage);
    }

    private static Map<String, String> marts() throws SQLException {
        try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
            return Marts.contentsWithTimes(analyst);
        }
    }

    private static String vintage() throws SQLException {
        try (Connection loader = warehouse.connect("orientir tests")) {
            return Marts.value(loader, LAST_VINTAGE);
        }
    }
}
