package ru.orientir.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database to the present schema: roles, schemas {@code core}, {@code mart}, {@code audit}, {@code staging} and
 * {@code batch}, their tables, views, comments, grants and the names of codes. Repeatable: a database that is up to date stays as it is.
 *
 * <p>The login of the data source is a superuser, or may create roles and has CREATE on the database, or is a member of
 * an {@code orientir_owner} that a database administrator made. A migration that fails is rolled back and raises
 * {@link FlywayException}; so does a database that holds schemas of these names and another origin, which stays as it is.
 */
public final class WarehouseMigration {
    /** Schema and table of Flyway's history. */
    static final String HISTORY_SCHEMA = "audit";

    static final String HISTORY_TABLE = "flyway_schema_history";

    private final DataSource dataSource;
    private final List<JavaMigration> javaMigrations;

    /**
     * @param dataSource the warehouse
     * @param javaMigrations further migrations of the caller, such as the job repository in schema {@code batch}; their
     *     versions start at 1000, so that they never meet those of the SQL files
     */
    public WarehouseMigration(DataSource dataSource, JavaMigration... javaMigrations) {
        this.dataSource = Objects.requireNonNull(dataSource);
        this.javaMigrations = new ArrayList<>(Arrays.asList(javaMigrations));
        this.javaMigrations.add(new CodeNameMigration());
    }

    /** Migrates and returns how many migrations were applied; 0 where the database was up to date. */
    public int migrate() {
        requireOwnDatabase();
        giveObjectsToOwner();
        MigrateResult result = Flyway.configure(WarehouseMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .defaultSchema(HISTORY_SCHEMA)
                .schemas(HISTORY_SCHEMA)
                .table(HISTORY_TABLE)
                .createSchemas(true)
                // Further migrations have versions above those of SQL files that are added later.
                .outOfOrder(true)
                .cleanDisabled(true)
                .loggers(QuietFlywayLog.class.getName())
                .initSql("set client_min_messages = warning")
                .javaMigrations(javaMigrations.toArray(JavaMigration[]::new))
                .load()
                .migrate();
        giveObjectsToOwner();
        return result.migrationsExecuted;
    }

    private void requireOwnDatabase() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet history = statement.executeQuery(
                    "select to_regclass('" + HISTORY_SCHEMA + "." + HISTORY_TABLE + "') is not null")) {
                history.next();
                if (history.getBoolean(1)) {
                    return;
                }
            }
            try (ResultSet taken =
                    statement.executeQuery("select string_agg(nspname, ', ' order by nspname) from pg_namespace"
                            + " where nspname in ('core', 'mart', 'audit', 'staging', 'batch')")) {
                taken.next();
                if (taken.getString(1) != null) {
                    throw new FlywayException("The database holds schemas that Orientir did not make ("
                            + taken.getString(1) + "); give it a database of its own");
                }
            }
        } catch (SQLException e) {
            throw new FlywayException("Cannot look at the schemas: " + e.getMessage(), e);
        }
    }

    /** Flyway holds its history open while it migrates, so this cannot be a migration or a callback. */
    private void giveObjectsToOwner() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                InputStream sql = WarehouseMigration.class.getResourceAsStream("/db/ownership.sql")) {
            connection.setAutoCommit(true);
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Cannot give the objects to orientir_owner: " + e.getMessage(), e);
        }
    }
}
