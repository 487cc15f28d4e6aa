package ru.orientir.etl.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SecretFile;
import ru.orientir.warehouse.WarehouseMigration;

/**
 * The warehouse of one process: the embedded PostgreSQL, or the one that {@code ORIENTIR_WAREHOUSE_URL} names, with the logins for loading
 * and for reading. Every reason why it cannot be used is raised as {@link CannotProceedException} with the way out.
 */
public final class WarehouseDatabase implements AutoCloseable {

    /** Name under which the load's sessions show in {@code pg_stat_activity}. */
    public static final String LOAD_SESSION = "orientir load";

    private static final Logger LOG = LoggerFactory.getLogger(WarehouseDatabase.class);
    private static final int OLDEST_VERSION = 150_000;
    private static final int POOL_SIZE = 8;
    private static final String WRONG_LOGIN = "28";

    private final OrientirSettings settings;
    private final EmbeddedPostgresServer embedded;
    private final ConnectionTarget loader;
    private final ConnectionTarget migrator;
    private HikariDataSource pool;

    private WarehouseDatabase(OrientirSettings settings) {
        this.settings = settings;
        if (settings.warehouse().isEmbedded()) {
            embedded = EmbeddedPostgresServer.open(settings);
            loader = embedded.etl();
            migrator = embedded.superuser();
        } else {
            embedded = null;
            OrientirSettings.Warehouse warehouse = settings.warehouse();
            loader = new ConnectionTarget(warehouse.url(), warehouse.user(), warehouse.password());
            migrator = loader;
        }
    }

    /** Connects, starting the embedded server where it is used, and checks that the server can be worked with. */
    public static WarehouseDatabase open(OrientirSettings settings) {
        WarehouseDatabase database = new WarehouseDatabase(settings);
        try {
            database.requireUsableServer();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /** Whether there can be anything to read: false only where the embedded server was never set up. */
    public static boolean existsFor(OrientirSettings settings) {
        return !settings.warehouse().isEmbedded() || EmbeddedPostgresServer.existsUnder(settings);
    }

    /** Brings schemas, tables, views, roles and the job repository up to date. The caller holds the run lock. */
    public void migrate() {
        if (!settings.warehouse().migrate()) {
            return;
        }
        try {
            int applied = new WarehouseMigration(
                            new DriverManagerDataSource(migrator.url(), migrator.properties("orientir migration")),
                            new BatchSchemaMigration())
                    .migrate();
            LOG.info("Applied {} migrations to {}", applied, migrator);
        } catch (FlywayException e) {
            throw new CannotProceedException(
                    "Cannot bring the warehouse's schema up to date in " + migrator + ": " + oneLine(e), e);
        }
    }

    /** Whether the schema has been made: true after the first {@link #migrate()} on this database. */
    public boolean isMigrated() {
        return asks(
                loader,
                "select to_regclass('audit.load_run') is not null and to_regclass('mart.submission') is not null");
    }

    /** Connections of the load, pooled; what they make belongs to {@code orientir_owner}. */
    public synchronized DataSource etl() {
        if (pool == null) {
            ConnectionTarget target = etlTarget();
            HikariConfig config = new HikariConfig();
            config.setPoolName("warehouse");
            config.setJdbcUrl(target.url());
            config.setDataSourceProperties(target.properties(LOAD_SESSION));
            config.setMaximumPoolSize(POOL_SIZE);
            config.setMinimumIdle(0);
            pool = new HikariDataSource(config);
        }
        return pool;
    }

    /** Address and login of the load, for connections outside the pool and in Spark tasks. */
    public ConnectionTarget etlTarget() {
        return embedded != null || !isOwnerGranted()
                ? loader
                : new ConnectionTarget(
                        withOption(loader.url(), "-c role=orientir_owner"), loader.user(), loader.password());
    }

    /** A session of the load's login outside the pool, shown to others as {@code application}. */
    public Connection connect(String application) throws SQLException {
        return loader.open(application);
    }

    /**
     * A session of the analyst: a login of its own that may read {@code mart} and nothing else, read-only, each statement ended after the
     * given time; zero means no limit.
     */
    public Connection analyst(Duration timeout) {
        ConnectionTarget target = analystTarget();
        Properties session = new Properties();
        session.setProperty(
                "options",
                "-c default_transaction_read_only=on -c search_path=mart -c statement_timeout=" + timeout.toMillis());
        try {
            return target.open("orientir analyst", session);
        } catch (SQLException e) {
            throw explain(e, target, "ORIENTIR_WAREHOUSE_ANALYST");
        }
    }

    /** Address and login of the analyst; makes the login, or gives it a new password, where we may and must. */
    public ConnectionTarget analystTarget() {
        if (embedded != null) {
            return embedded.analyst();
        }
        OrientirSettings.Login given = settings.warehouse().analyst();
        if (given.user() != null) {
            return new ConnectionTarget(loader.url(), given.user(), given.password());
        }
        SecretFile secret = externalAnalystPassword();
        Optional<ConnectionTarget> known = secret.read()
                .map(password -> new ConnectionTarget(loader.url(), EmbeddedPostgresServer.ANALYST, password));
        return known.filter(this::logsIn).orElseGet(() -> giveAnalystLogin(secret));
    }

    /** The embedded server, where it is used. */
    public Optional<EmbeddedPostgresServer> embedded() {
        return Optional.ofNullable(embedded);
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
        if (embedded != null) {
            embedded.close();
        }
    }

    private void requireUsableServer() {
        try (Connection connection = loader.open("orientir");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('server_version_num')::int, current_setting('server_version')")) {
            row.next();
            if (row.getInt(1) < OLDEST_VERSION) {
                throw new CannotProceedException("Cannot use " + loader + ": it is PostgreSQL " + row.getString(2)
                        + "; version 15 or newer is needed");
            }
        } catch (SQLException e) {
            throw explain(e, loader);
        }
    }

    /** What Flyway says, and what the database said to it. */
    private static String oneLine(FlywayException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String told =
                e.getMessage().contains(root.getMessage()) ? e.getMessage() : e.getMessage() + "\n" + root.getMessage();
        return told.lines()
                .map(String::strip)
                .filter(line -> line.matches(".*\\w.*"))
                .distinct()
                .limit(4)
                .collect(Collectors.joining("; "));
    }

    private static CannotProceedException explain(SQLException e, ConnectionTarget target) {
        return explain(e, target, "ORIENTIR_WAREHOUSE");
    }

    private static CannotProceedException explain(SQLException e, ConnectionTarget target, String login) {
        String state = String.valueOf(e.getSQLState());
        String reason;
        if (state.startsWith(WRONG_LOGIN)) {
            reason = "the login or its password is wrong (" + e.getMessage() + "); check " + login + "_USER and "
                    + login + "_PASSWORD";
        } else if ("3D000".equals(state)) {
            reason = e.getMessage() + "; create it, or mend ORIENTIR_WAREHOUSE_URL";
        } else if (state.startsWith("08")) {
            reason = "no PostgreSQL answers there ("
                    + (e.getCause() instanceof UnknownHostException ? "unknown host " : "")
                    + (e.getCause() == null ? e : e.getCause()).getMessage()
                    + "); check ORIENTIR_WAREHOUSE_URL and that the server is up";
        } else {
            reason = e.getMessage();
        }
        return new CannotProceedException("Cannot connect to " + target + ": " + reason, e);
    }

    private boolean isOwnerGranted() {
        return asks(
                loader,
                "select exists (select from pg_roles where rolname = 'orientir_owner' and pg_has_role(oid, 'MEMBER'))");
    }

    private static boolean asks(ConnectionTarget target, String query) {
        try (Connection connection = target.open("orientir");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw explain(e, target);
        }
    }

    private boolean logsIn(ConnectionTarget target) {
        try (Connection connection = target.open("orientir")) {
            return connection.isValid(0);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(WRONG_LOGIN)) {
                return false;
            }
            throw explain(e, target);
        }
    }

    private ConnectionTarget giveAnalystLogin(SecretFile secret) {
        String role = EmbeddedPostgresServer.ANALYST;
        if (!asks(loader, "select exists (select from pg_roles where rolname = '" + role + "')")) {
            throw new CannotProceedException(
                    "Nothing has been loaded into " + loader + " yet; run ./orientir nightly first");
        }
        String password = secret.readOrGenerate();
        try (Connection connection = loader.open("orientir");
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            statement.execute("alter role " + role + " login password '" + password.replace("'", "''") + "'");
            LOG.info("Gave the login {} a password, kept in {}", role, secret.path());
        } catch (SQLException e) {
            throw new CannotProceedException(
                    "Cannot give the analyst a login in " + loader + " (" + e.getMessage()
                            + "); let a database administrator give " + role
                            + " a password, then set ORIENTIR_WAREHOUSE_ANALYST_USER and ORIENTIR_WAREHOUSE_ANALYST_PASSWORD",
                    e);
        }
        return new ConnectionTarget(loader.url(), role, password);
    }

    private SecretFile externalAnalystPassword() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(loader.url().replaceAll("[?].*", "").getBytes(StandardCharsets.UTF_8));
            return new SecretFile(settings.secrets()
                    .resolve("warehouse-analyst-" + HexFormat.of().formatHex(digest, 0, 4)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withOption(String url, String option) {
        return url + (url.contains("?") ? "&" : "?") + "options="
                + java.net.URLEncoder.encode(option, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
