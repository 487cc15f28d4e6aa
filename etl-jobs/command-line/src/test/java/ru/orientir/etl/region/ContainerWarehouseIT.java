package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** The same migrations and the same load on a PostgreSQL that is not ours. */
class ContainerWarehouseIT {

    private static final String IMAGE = "postgres:18";

    @Test
    void aPostgreSqlContainerHoldsTheSameMartsAsTheEmbeddedServer() throws Exception {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "Docker is missing: install and start it to try the load on a PostgreSQL container");
        LoadedRegion region = LoadedRegion.get();
        try (PostgreSQLContainer postgres = new PostgreSQLContainer(IMAGE)) {
            postgres.start();
            OrientirHome home = new OrientirHome(
                    region.folder("container"),
                    Map.of(
                            "ORIENTIR_WAREHOUSE_URL", postgres.getJdbcUrl(),
                            "ORIENTIR_WAREHOUSE_USER", postgres.getUsername(),
                            "ORIENTIR_WAREHOUSE_PASSWORD", postgres.getPassword()));

            OrientirHome.Ended load = region.nightly(home, region.inbox());

            assertThat(load.exitCode()).as(load.output()).isEqualTo(LoadedRegion.PUBLISHED_WITH_REFUSALS);
            assertThat(home.folder().resolve("postgres")).doesNotExist();
            Map<String, String> embedded;
            try (Connection analyst = region.analyst()) {
                embedded = Marts.contents(analyst);
            }
            try (WarehouseDatabase warehouse = home.openWarehouse();
                    Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
                assertThat(Marts.contents(analyst)).isEqualTo(embedded);
            }
        }
    }
}
