package ru.orientir.warehouse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** An embedded PostgreSQL with the migrated warehouse, shared by the tests of one JVM and ended with it. */
final class Warehouse {
    private static EmbeddedPostgres server;

    private Warehouse() {}

    /** The migrated database, with a superuser's rights. */
    static synchronized DataSource migrated() {
        if (server == null) {
            server = start();
            new WarehouseMigration(server.getPostgresDatabase()).migrate();
        }
        return server.getPostgresDatabase();
    }

    /** The first column of every row, as text. */
    static List<String> column(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }
}
