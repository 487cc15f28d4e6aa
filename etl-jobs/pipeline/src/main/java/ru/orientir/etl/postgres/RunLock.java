package ru.orientir.etl.postgres;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.orientir.etl.settings.CannotProceedException;

/**
 * The one lock of a whole run: a PostgreSQL advisory lock on a session of its own, freed by the server the moment the holder dies. The
 * session's {@code application_name} tells who holds it.
 */
public final class RunLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    /** «ORIENTIR» in ASCII. */
    private static final long KEY = 0x4F52_4945_4E54_4952L;

    private static final String HELD =
            "select a.application_name, l.pid from pg_locks l join pg_stat_activity a using (pid)"
                    + " where l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                    + " and l.classid::bigint = " + (KEY >>> 32) + " and l.objid::bigint = " + (KEY & 0xFFFF_FFFFL)
                    + " and l.database = (select oid from pg_database where datname = current_database())";
    private static final int LONGEST_HOST = 18;

    private final Connection connection;
    private final Holder holder;
    private final int sessionId;

    private RunLock(Connection connection, Holder holder, int sessionId) {
        this.connection = connection;
        this.holder = holder;
        this.sessionId = sessionId;
    }

    /**
     * Who holds the lock.
     *
     * @param command command that runs
     * @param host its machine, shortened
     * @param processId its process there
     * @param since when it took the lock, to the second
     */
    public record Holder(String command, String host, long processId, Instant since) {

        private static Holder ofThisProcess(String command) {
            return new Holder(
                    command,
                    hostName(),
                    ProcessHandle.current().pid(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }

        /** PostgreSQL keeps 63 ASCII bytes of it. */
        String applicationName() {
            return String.join(" ", "orientir", command, host, String.valueOf(processId), since.toString());
        }

        static Optional<Holder> parse(String applicationName) {
            String[] words = String.valueOf(applicationName).split(" ");
            try {
                return words.length == 5
                        ? Optional.of(new Holder(words[1], words[2], Long.parseLong(words[3]), Instant.parse(words[4])))
                        : Optional.empty();
            } catch (NumberFormatException | DateTimeParseException e) {
                return Optional.empty();
            }
        }

        /** {@code nightly, process 4711 on etl-1, since 2026-01-31 02:00:00}. */
        @Override
        public String toString() {
            return command + ", process " + processId + " on " + host + ", since "
                    + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                            .withZone(ZoneId.systemDefault())
                            .format(since);
        }

        private static String hostName() {
            String name;
            try {
                name = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                name = "unknown-host";
            }
            String ascii = name.replaceAll("[^A-Za-z0-9.-]", "-");
            return ascii.substring(0, Math.min(LONGEST_HOST, ascii.length()));
        }
    }

    /** Another run holds the lock. */
    public static final class HeldByAnotherException extends RuntimeException {
        private HeldByAnotherException(String holder) {
            super("Another run holds the lock: " + holder + ". Nothing was started; see ./orientir status");
        }
    }

    /**
     * Takes the lock, or says who has it. Sessions that a killed run left working are ended first, so that nothing of it can still write.
     *
     * @throws HeldByAnotherException where another run has it
     */
    public static RunLock acquire(WarehouseDatabase database, String command) {
        Holder holder = Holder.ofThisProcess(command);
        try {
            Connection connection = database.connect(holder.applicationName());
            try {
                return acquire(connection, holder);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new CannotProceedException("Cannot take the run lock: " + e.getMessage(), e);
        }
    }

    private static RunLock acquire(Connection connection, Holder holder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A machine that vanished without a word frees the lock within a minute.
            statement.execute("set tcp_keepalives_idle = 30");
            statement.execute("set tcp_keepalives_interval = 10");
            statement.execute("set tcp_keepalives_count = 3");
            statement.execute("set role none");
            if (!isTrue(statement, "select pg_try_advisory_lock(" + KEY + ")")) {
                throw new HeldByAnotherException(holderOf(connection)
                        .map(Holder::toString)
                        .orElse("a run that has ended at this moment, or cannot be seen"));
            }
            int sessionId;
            try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                sessionId = row.getInt(1);
            }
            endLeftOverSessions(connection);
            return new RunLock(connection, holder, sessionId);
        }
    }

    private static void endLeftOverSessions(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pid, pg_terminate_backend(pid, 30000) from pg_stat_activity"
                        + " where datname = current_database() and usename = session_user and application_name = ?")) {
            statement.setString(1, WarehouseDatabase.LOAD_SESSION);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LOG.warn("Ended session {} that a killed run had left working", rows.getInt(1));
                    if (!rows.getBoolean(2)) {
                        throw new CannotProceedException("Cannot begin: session " + rows.getInt(1)
                                + " of an earlier run does not end; let a database administrator end it");
                    }
                }
            }
        }
    }

    /** Who holds the lock now, seen from any session of the warehouse. */
    public static Optional<Holder> holderOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HELD)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            String name = rows.getString(1);
            return Optional.of(Holder.parse(name).orElse(new Holder("unknown", "unknown", 0, Instant.now())));
        }
    }

    public Holder holder() {
        return holder;
    }

    /** Fails when the lock is lost, because its session has ended: a run must not go on without it. */
    public synchronized void verify() {
        try {
            if (holds(connection)) {
                return;
            }
        } catch (SQLException e) {
            throw lost(e);
        }
        throw lost(null);
    }

    /** The same, asked through another session, so that a publishing transaction can check in its last moment. */
    public void verify(Connection other) throws SQLException {
        if (!holds(other)) {
            throw lost(null);
        }
    }

    private boolean holds(Connection asked) throws SQLException {
        try (Statement statement = asked.createStatement();
                ResultSet rows = statement.executeQuery(HELD)) {
            return rows.next() && rows.getInt(2) == sessionId;
        }
    }

    private static CannotProceedException lost(SQLException cause) {
        return new CannotProceedException(
                "The run lock is lost: its session with PostgreSQL has ended. The run stops and publishes nothing more; start it again",
                cause);
    }

    /** Frees the lock. */
    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("The session of the run lock did not close cleanly", e);
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
