package ru.orientir.warehouse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
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

    /** The migrated database, with a superuser's rights. Tests that write roll back. */
    static synchronized DataSource migrated() {
        if (server == null) {
            server = start();
            new WarehouseMigration(server.getPostgresDatabase()).migrate();
        }
        return server.getPostgresDatabase();
    }

    static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }

    /** A session that logs in as one of the roles, as the platform lets it. */
    static Connection loginAs(String role) throws SQLException {
        execute(migrated(), "alter role " + role + " login");
        return DriverManager.getConnection(server.getJdbcUrl(role, "postgres"));
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, values as text joined by a bar. */
    static List<String> rows(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return rows(connection, sql);
        }
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(rows.getString(column));
                }
                texts.add(String.join("|", values.stream().map(String::valueOf).toList()));
            }
            return texts;
        }
    }
}
