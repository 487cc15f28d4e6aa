package ru.orientir.dashboards.superset;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import ru.orientir.warehouse.WarehouseMigration;

/** The marts of an empty migrated warehouse, shared by the tests of one JVM and ended with it. */
public final class MigratedWarehouse {

    private static MartSchema schema;

    private MigratedWarehouse() {}

    public static synchronized MartSchema schema() {
        if (schema == null) {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                new WarehouseMigration(server.getPostgresDatabase()).migrate();
                schema = MartSchema.of(server.getPostgresDatabase().getConnection());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot read the marts", e);
            }
        }
        return schema;
    }
}
