package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** Forms of colleges that arrive a night before the register and everything else. */
class LateRegisterIT {

    private static final String COLLEGES = "college_graduate_employment";

    private static LoadedRegion region;
    private static WarehouseDatabase warehouse;
    private static OrientirHome.Ended first;
    private static OrientirHome.Ended second;
    private static List<String> collegesBefore;

    @BeforeAll
    static void loadTwice() throws SQLException {
        region = LoadedRegion.get();
        OrientirHome home = region.emptyHome("late register");
        Path inbox = region.folder("forms of colleges");
        Folders.copy(region.inbox().resolve(COLLEGES), inbox.resolve(COLLEGES));
        first = region.nightly(home, inbox);
        warehouse = home.openWarehouse();
        collegesBefore = rows("select organization_id, organization_name from mart.organization");
        second = region.nightly(home, region.inbox());
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void collegesThatNoRegisterKnowsAreKeptUnderTheirNames() {
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(collegesBefore).hasSize(4).allMatch(college -> college.startsWith("name:"));
    }

    @Test
    void onceTheRegisterIsThereNothingTellsThatItWasLate() throws SQLException {
        assertThat(second.exitCode()).as(second.output()).isEqualTo(LoadedRegion.PUBLISHED_WITH_REFUSALS);
        Map<String, String> inTime;
        try (Connection analyst = region.analyst()) {
            inTime = Marts.contents(analyst);
        }
        try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
            assertThat(Marts.contents(analyst)).isEqualTo(inTime);
        }
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
            return Marts.rows(analyst, query);
        }
    }
}
