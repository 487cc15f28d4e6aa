package ru.orientir.etl.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SecretFile;

/**
 * The PostgreSQL that comes with Orientir, its data kept in {@code <home>/postgres/data}. Commands beside each other share one server: who
 * needs it first starts it, who leaves last stops it. A server left behind by a killed command is taken over by the next one.
 *
 * <p>It listens on 127.0.0.1 only, asks for passwords (generated into {@code <home>/secrets}) and writes nothing outside the home folder.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    public static final String DATABASE = "orientir";
    static final String SUPERUSER = "postgres";
    static final String ETL = "orientir_etl";
    static final String ANALYST = "orientir_analyst";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home;
    private final Path folder;
    private final Path data;
    private final int preferredPort;
    private final SharedFileLock lock;
    private final SecretFile superuserPassword;
    private final SecretFile etlPassword;
    private final SecretFile analystPassword;
    private ServerAccount account;
    private PostgresBinaries binaries;
    private int port;
    private boolean open;

    private EmbeddedPostgresServer(OrientirSettings settings) {
        home = settings.home();
        folder = home.resolve("postgres");
        data = folder.resolve("data");
        preferredPort = settings.warehouse().port();
        lock = SharedFileLock.of(folder);
        superuserPassword = new SecretFile(settings.secrets().resolve("postgres-superuser"));
        etlPassword = new SecretFile(settings.secrets().resolve("warehouse-etl"));
        analystPassword = new SecretFile(settings.secrets().resolve("warehouse-analyst"));
    }

    /** Whether a server was ever set up here, or is being set up by another command at this moment. */
    public static boolean existsUnder(OrientirSettings settings) {
        Path folder = settings.home().resolve("postgres");
        if (Files.isDirectory(folder.resolve("data"))) {
            return true;
        }
        try {
            return Files.isDirectory(folder) && SharedFileLock.of(folder).isLockedElsewhere();
        } catch (IOException e) {
            throw new CannotProceedException("Cannot look into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Joins the server of this home folder, starting it or setting it up where needed. */
    public static EmbeddedPostgresServer open(OrientirSettings settings) {
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(settings);
        try {
            server.open();
        } catch (IOException | SQLException e) {
            throw new CannotProceedException(
                    "Cannot start the embedded PostgreSQL in " + server.folder + ": " + e.getMessage() + "; see "
                            + server.logFile(),
                    e);
        }
        return server;
    }

    public int port() {
        return port;
    }

    ConnectionTarget etl() {
        return new ConnectionTarget(url(DATABASE), ETL, etlPassword.readOrGenerate());
    }

    ConnectionTarget analyst() {
        return new ConnectionTarget(url(DATABASE), ANALYST, analystPassword.readOrGenerate());
    }

    ConnectionTarget superuser() {
        return new ConnectionTarget(url(DATABASE), SUPERUSER, superuserPassword.readOrGenerate());
    }

    /** File with the analyst's password. */
    public Path analystPasswordFile() {
        return analystPassword.path();
    }

    /** Leaves the server; stops it when no other command uses it. May be called twice. */
    @Override
    public void close() {
        try {
            lock.lock();
            try {
                if (open) {
                    open = false;
                    if (lock.leave()) {
                        stop();
                    }
                }
            } finally {
                lock.unlock();
            }
        } catch (IOException e) {
            throw new CannotProceedException(
                    "Cannot stop the embedded PostgreSQL in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void open() throws IOException, SQLException {
        lock.lock();
        try {
            account = ServerAccount.ofThisProcess(folder);
            binaries = PostgresBinaries.unpackedUnder(home);
            lock.join();
            open = true;
            try {
                if (!Files.isDirectory(data)) {
                    initialise();
                }
                if (!takeOver()) {
                    start();
                }
                prepareDatabase();
            } catch (IOException | SQLException | RuntimeException e) {
                close();
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private void initialise() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> siblings = Files.list(folder)) {
            for (Path stale : siblings.filter(
                            path -> path.getFileName().toString().startsWith("data-new-"))
                    .toList()) {
                FileSystemUtils.deleteRecursively(stale);
            }
        }
        Path fresh = Files.createTempDirectory(folder, "data-new-");
        Path password = Files.createTempFile(folder, "password", "");
        try {
            Files.writeString(password, superuserPassword.readOrGenerate());
            account.take(fresh);
            account.take(password);
            run(
                    binaries.program("initdb"),
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions");
        } finally {
            Files.deleteIfExists(password);
        }
        Files.writeString(fresh.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Files.writeString(
                fresh.resolve("postgresql.conf"),
                Files.readString(fresh.resolve("postgresql.conf")) + "\ninclude 'orientir.conf'\n");
        Files.writeString(fresh.resolve("orientir.conf"), "");
        account.take(fresh.resolve("orientir.conf"));
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Joins a server that runs on our data already. */
    private boolean takeOver() throws IOException {
        Optional<Postmaster> running = Postmaster.of(data);
        if (running.isEmpty()) {
            return false;
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Optional<Postmaster> now = Postmaster.of(data);
            if (now.isEmpty()) {
                return false;
            }
            port = now.get().port();
            if (now.get().isReady() && isOurs()) {
                return true;
            }
            pause(Duration.ofMillis(100));
        }
        throw new IOException("process " + running.get().processId() + " holds the data but does not answer");
    }

    private boolean isOurs() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            return Files.isSameFile(Path.of(row.getString(1)), data);
        } catch (SQLException | IOException e) {
            LOG.debug("The server on port {} does not answer as ours yet", port, e);
            return false;
        }
    }

    private void start() throws IOException {
        Postmaster.forgetStale(data);
        account.take(data);
        keepLogShort();
        IOException last = null;
        for (int candidate : candidatePorts()) {
            port = candidate;
            Path conf = data.resolve("orientir.conf");
            Files.writeString(conf, String.join("\n", configuration()) + "\n");
            account.take(conf);
            try {
                run(
                        binaries.program("pg_ctl"),
                        "start",
                        "--wait",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--silent",
                        "--pgdata=" + data,
                        "--log=" + serverLog());
                Files.writeString(folder.resolve("port"), port + "\n");
                return;
            } catch (IOException e) {
                // Another program took the port, or processes of a killed server still hold its memory: both pass.
                LOG.warn("The embedded PostgreSQL did not start on port {}", port, e);
                last = e;
                pause(Duration.ofSeconds(1));
            }
        }
        throw last;
    }

    private void stop() throws IOException {
        if (Postmaster.of(data).isPresent()) {
            run(
                    binaries.program("pg_ctl"),
                    "stop",
                    "--wait",
                    "--timeout=" + PATIENCE.toSeconds(),
                    "--mode=fast",
                    "--silent",
                    "--pgdata=" + data);
        }
    }

    /** Makes the database and the logins where they are missing; what the logins may do is the migrations' matter. */
    private void prepareDatabase() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String role : List.of("orientir_owner", ETL, ANALYST)) {
                if (!isTrue(statement, "select exists (select from pg_roles where rolname = '" + role + "')")) {
                    statement.execute("create role " + role + " nologin");
                }
            }
            giveLogin(statement, ETL, etlPassword);
            giveLogin(statement, ANALYST, analystPassword);
            if (!isTrue(statement, "select exists (select from pg_database where datname = '" + DATABASE + "')")) {
                statement.execute("create database " + DATABASE + " owner orientir_owner");
                statement.execute("revoke all on database " + DATABASE + " from public");
                statement.execute("grant connect, temporary on database " + DATABASE + " to " + ETL);
                statement.execute("grant connect on database " + DATABASE + " to " + ANALYST);
            }
        }
    }

    private static void giveLogin(Statement statement, String role, SecretFile secret) throws SQLException {
        boolean known = secret.read().isPresent();
        if (!known || !isTrue(statement, "select rolcanlogin from pg_roles where rolname = '" + role + "'")) {
            statement.execute("alter role " + role + " login password '" + secret.readOrGenerate() + "'");
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private List<String> configuration() {
        long memoryMb = machineMemoryMb();
        long shared = Math.max(128, Math.min(1024, memoryMb / 16));
        return List.of(
                "# Written at every start.",
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = ''",
                "port = " + port,
                "max_connections = 100",
                "password_encryption = 'scram-sha-256'",
                "# Rounds of hashing make guessing dear; generated passwords of 192 random bits are beyond guessing.",
                "scram_iterations = 1",
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                "# One server, no replicas: rows copied into a table made in the same transaction need no WAL.",
                "wal_level = minimal",
                "max_wal_senders = 0",
                "max_wal_size = '4GB'",
                "checkpoint_timeout = '15min'",
                "shared_buffers = '" + shared + "MB'",
                "maintenance_work_mem = '" + Math.max(64, shared / 2) + "MB'",
                "work_mem = '32MB'",
                "effective_cache_size = '" + Math.max(256, memoryMb / 3) + "MB'",
                "max_locks_per_transaction = 256",
                "# Nothing in /dev/shm: it is small in containers and not ours.",
                "dynamic_shared_memory_type = 'mmap'",
                "min_dynamic_shared_memory = '64MB'",
                "random_page_cost = 1.1",
                "jit = off",
                "client_connection_check_interval = '5s'",
                "log_min_error_statement = 'panic'",
                "log_timezone = 'UTC'",
                "log_line_prefix = '%m [%p] %q%a '");
    }

    static long machineMemoryMb() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() >> 20
                : 4096;
    }

    /** The port of last time, the usual one, then any that is free. */
    private List<Integer> candidatePorts() throws IOException {
        List<Integer> candidates = new ArrayList<>();
        Path remembered = folder.resolve("port");
        if (Files.exists(remembered)) {
            String text = Files.readString(remembered).strip();
            if (text.matches("\\d{2,5}") && isFree(Integer.parseInt(text))) {
                candidates.add(Integer.parseInt(text));
            }
        }
        if (!candidates.contains(preferredPort) && isFree(preferredPort)) {
            candidates.add(preferredPort);
        }
        for (int i = 0; i < 3; i++) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                candidates.add(any.getLocalPort());
            }
        }
        return candidates;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", superuserPassword.readOrGenerate());
        properties.setProperty("ApplicationName", "orientir server");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(url(database), properties);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private Path logFile() {
        return home.resolve("logs").resolve("postgres.log");
    }

    /** The server's account may not write into the log folder, but it may append to a file it owns. */
    private Path serverLog() throws IOException {
        Files.createDirectories(logFile().getParent());
        if (!Files.exists(logFile())) {
            Files.createFile(logFile());
        }
        account.take(logFile());
        return logFile();
    }

    private void keepLogShort() throws IOException {
        if (Files.exists(logFile()) && Files.size(logFile()) > 10 << 20) {
            Files.move(logFile(), logFile().resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run(String... words) throws IOException {
        Path output = Files.createTempFile(Files.createDirectories(home.resolve("tmp")), "postgres", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(account.command(words))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
            builder.environment().remove("LANGUAGE");
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds() + 30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(Path.of(words[0]).getFileName() + " did not end in time");
            }
            if (process.exitValue() != 0) {
                String said = complaints(Files.readString(output));
                String remedy = said.contains("user does not exist")
                        ? "; PostgreSQL wants a user with a name: add one to /etc/passwd, or set ORIENTIR_WAREHOUSE_URL"
                        : "";
                throw new IOException(Path.of(words[0]).getFileName() + " failed: " + said + remedy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The lines that say why; all of them where none is known as such. */
    private static String complaints(String output) {
        List<String> lines = output.strip().lines().map(String::strip).toList();
        List<String> why = lines.stream()
                .filter(line -> line.matches("(?i).*(error|fatal|panic|could not|does not exist|cannot).*"))
                .toList();
        return String.join("; ", why.isEmpty() ? lines : why);
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * What {@code postmaster.pid} says of the process on our data.
     *
     * @param status {@code ready}, {@code starting} or {@code stopping}
     */
    private record Postmaster(long processId, int port, String status) {

        private static final int LINES = 8;

        /** The living server on a data folder; empty where none lives, whatever a stale file says. */
        static Optional<Postmaster> of(Path data) throws IOException {
            Path file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            long processId = Long.parseLong(lines.get(0).strip());
            return isPostgres(processId)
                    ? Optional.of(new Postmaster(
                            processId,
                            lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0,
                            lines.size() >= LINES ? lines.get(LINES - 1).strip() : "starting"))
                    : Optional.empty();
        }

        /** A process id is used again after a restart of the machine; PostgreSQL would then refuse to start. */
        static void forgetStale(Path data) throws IOException {
            if (of(data).isEmpty()) {
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            }
        }

        boolean isReady() {
            return "ready".equals(status);
        }

        private static boolean isPostgres(long processId) {
            return ProcessHandle.of(processId)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .command()
                            .map(command -> command.replace(" (deleted)", "").endsWith("postgres"))
                            .orElse(true))
                    .isPresent();
        }
    }
}
