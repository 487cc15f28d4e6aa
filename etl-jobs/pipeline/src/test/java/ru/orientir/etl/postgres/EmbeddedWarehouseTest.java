package ru.orientir.etl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SettingsReader;

class EmbeddedWarehouseTest {

    @TempDir
    private Path folder;

    @Test
    void commandsBesideEachOtherShareOneServerAndTheLastStopsIt() throws Exception {
        OrientirSettings settings = settings();
        WarehouseDatabase first = WarehouseDatabase.open(settings);
        int port = first.embedded().orElseThrow().port();
        Process other = start();
        assertThat(readyPort(other)).isEqualTo(port);

        first.close();
        assertThat(listens(port)).isTrue();

        other.getOutputStream().close();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(listens(port)).isFalse();
        assertThat(settings.home().resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void serverLeftByKilledCommandIsTakenOverAndStoppedAtTheEnd() throws Exception {
        OrientirSettings settings = settings();
        Process killed = start("nightly");
        int port = readyPort(killed);
        killed.destroyForcibly().waitFor();
        assertThat(listens(port)).as("the server survives").isTrue();

        try (WarehouseDatabase database = WarehouseDatabase.open(settings)) {
            assertThat(database.embedded().orElseThrow().port()).isEqualTo(port);
            try (RunLock lock = RunLock.acquire(database, "nightly")) {
                lock.verify();
            }
        }
        assertThat(listens(port)).isFalse();
    }

    @Test
    void serverThatDiedWithItsCommandStartsAgainWithItsData() throws Exception {
        OrientirSettings settings = settings();
        try (WarehouseDatabase database = WarehouseDatabase.open(settings)) {
            database.migrate();
            execute(database, "create table staging.kept as select 42 as answer");
            Path pidFile = settings.home().resolve("postgres/data/postmaster.pid");
            long processId = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(processId).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().get(30, TimeUnit.SECONDS);
        }
        try (WarehouseDatabase database = WarehouseDatabase.open(settings);
                Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select answer from staging.kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void secondRunIsRefusedWithHoldersCommandAndProcess() throws Exception {
        OrientirSettings settings = settings();
        Process holder = start("backfill");
        readyPort(holder);
        try (WarehouseDatabase database = WarehouseDatabase.open(settings)) {
            assertThatThrownBy(() -> RunLock.acquire(database, "nightly"))
                    .isInstanceOf(RunLock.HeldByAnotherException.class)
                    .hasMessageContaining("backfill, process " + holder.pid())
                    .hasMessageContaining("since 20");
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
    }

    @Test
    void runNoticesThatItsLockIsLost() throws Exception {
        try (WarehouseDatabase database = WarehouseDatabase.open(settings());
                RunLock lock = RunLock.acquire(database, "nightly")) {
            lock.verify();
            try (Connection other = database.connect("test")) {
                lock.verify(other);
                execute(
                        database,
                        "set role none; select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
                Thread.sleep(500);
                assertThatThrownBy(lock::verify).hasMessageContaining("lock is lost");
                assertThatThrownBy(() -> lock.verify(other)).hasMessageContaining("lock is lost");
            }
        }
    }

    @Test
    void sessionsOfKilledRunAreEndedBeforeNextOneBegins() throws Exception {
        try (WarehouseDatabase database = WarehouseDatabase.open(settings());
                Connection orphan = database.connect(WarehouseDatabase.LOAD_SESSION);
                RunLock lock = RunLock.acquire(database, "nightly")) {
            lock.verify();
            assertThat(orphan.isValid(1)).isFalse();
        }
    }

    @Test
    void analystReadsMartAndNothingElse() throws Exception {
        try (WarehouseDatabase database = WarehouseDatabase.open(settings())) {
            database.migrate();
            assertThat(database.isMigrated()).isTrue();
            try (Connection analyst = database.analyst(Duration.ofSeconds(1));
                    Statement statement = analyst.createStatement()) {
                statement.executeQuery("select * from mart.submission").close();
                assertThatThrownBy(() -> statement.execute("select * from core.dim_organization"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("create table mart.x(a int)"))
                        .hasMessageContaining("read-only");
                statement.execute("set default_transaction_read_only = off");
                for (String forbidden : new String[] {
                    "create table mart.x(a int)",
                    "create temporary table x(a int)",
                    "set role orientir_etl",
                    "create schema y"
                }) {
                    assertThatThrownBy(() -> statement.execute(forbidden)).hasMessageContaining("permission denied");
                }
                assertThatThrownBy(() -> statement.execute("select pg_sleep(5)"))
                        .hasMessageContaining("timeout");
            }
        }
    }

    @Test
    void whatTheLoadMakesBelongsToTheOwnerAndBatchHasItsTables() throws Exception {
        try (WarehouseDatabase database = WarehouseDatabase.open(settings())) {
            database.migrate();
            database.migrate();
            try (Connection connection = database.etl().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table staging.made(a int)");
                try (ResultSet row = statement.executeQuery(
                        "select tableowner, to_regclass('batch.batch_job_instance') from pg_tables where tablename = 'made'")) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("orientir_owner");
                    assertThat(row.getString(2)).isNotNull();
                }
            }
        }
    }

    @Test
    void passwordsAreForTheirOwnerOnly() throws Exception {
        OrientirSettings settings = settings();
        WarehouseDatabase.open(settings).close();
        try (Stream<Path> secrets = Files.list(settings.secrets())) {
            assertThat(secrets).hasSize(3).allSatisfy(secret -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------"));
        }
    }

    private OrientirSettings settings() {
        return new SettingsReader(folder.resolve("Дом с пробелом"), Map.of()).settings();
    }

    private Process start(String... command) throws IOException {
        var words = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Dsun.jnu.encoding=UTF-8",
                                "-Dfile.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WarehouseUser.class.getName(),
                                settings().home().toString()),
                        Stream.of(command))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static int readyPort(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith("ready ")) {
                return Integer.parseInt(line.substring(6));
            }
        }
        throw new AssertionError("the process ended before it was ready");
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void execute(WarehouseDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
