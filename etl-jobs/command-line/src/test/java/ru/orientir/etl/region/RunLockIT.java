package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.postgres.RunLock;

class RunLockIT {

    @Test
    void aSecondRunIsRefusedWithTheNameOfTheHolder() throws SQLException {
        LoadedRegion region = LoadedRegion.get();
        Map<String, String> marts = marts(region);
        try (RunLock lock = RunLock.acquire(region.warehouse(), "nightly")) {
            lock.verify();

            OrientirHome.Ended second = region.nightly(region.home(), region.inbox());
            OrientirHome.Ended status = region.home().run("status");

            String holder = "nightly, process " + ProcessHandle.current().pid() + " on ";
            assertThat(second.exitCode()).as(second.output()).isEqualTo(LoadedRegion.LOCKED);
            assertThat(second.output()).contains(holder).contains("since 20");
            assertThat(status.output()).contains("RUNNING").contains(holder);
        }
        assertThat(marts(region)).isEqualTo(marts);
    }

    private static Map<String, String> marts(LoadedRegion region) throws SQLException {
        try (Connection analyst = region.analyst()) {
            return Marts.contentsWithTimes(analyst);
        }
    }
}
