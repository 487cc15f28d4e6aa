package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** Years built anew from the lake, by the contracts and the code that built them before. */
class BackfillIT {

    private static OrientirHome home;
    private static WarehouseDatabase warehouse;

    @BeforeAll
    static void copyHome() {
        home = LoadedRegion.get().copy("backfilled");
        warehouse = home.openWarehouse();
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023", "2020..2025", "2019"})
    void aBackfillPublishesWhatIsPublishedAlready(String years) throws SQLException {
        Map<String, String> marts = marts();

        OrientirHome.Ended ended =
                home.run("backfill", "--years=" + years, "--business-date=" + LoadedRegion.BUSINESS_DATE);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("] publish");
        assertThat(marts()).isEqualTo(marts);
    }

    private static Map<String, String> marts() throws SQLException {
        try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
            return Marts.contents(analyst);
        }
    }
}
