package ru.orientir.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a shell sees it, on the jars that the build has just packaged. */
class LauncherIT {

    private static final Path LAUNCHER =
            Path.of("../..", "orientir").toAbsolutePath().normalize();

    @TempDir
    private Path temporary;

    private Path folder;
    private Path home;

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void makeFolder() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        folder = Files.createDirectory(temporary.resolve("Папка с пробелом"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        home = folder.resolve("дом");
    }

    @Test
    void runsByLinkFromCyrillicFolderInEmptyLocale() throws Exception {
        Path link = folder.resolve("ссылка");
        run(List.of("ln", "-s", LAUNCHER.toString(), link.toString()), Map.of());
        Path file = Files.writeString(folder.resolve("Контингент школы.csv"), "x");

        Ended status = run(List.of("bash", link.toString(), "status"), Map.of());
        assertThat(status.output()).contains("No load has been started");
        assertThat(status.exitCode()).isZero();

        Ended validate = run(List.of("bash", link.toString(), "validate", file.toString()), Map.of());
        assertThat(validate.output()).contains("Контингент школы.csv").contains("НЕ ПРИНЯТ");
        assertThat(validate.exitCode()).isEqualTo(1);
    }

    @Test
    void validateLoadsNoSpark() throws Exception {
        Path file = Files.writeString(folder.resolve("школа.csv"), "x");
        Ended validate = run(
                List.of("bash", LAUNCHER.toString(), "validate", file.toString()),
                Map.of("ORIENTIR_JAVA_OPTS", "-Xlog:class+load"));
        assertThat(validate.output())
                .contains("ru.orientir.etl.conform.FileCheck ")
                .doesNotContain("org.apache.spark", "org.apache.hadoop");
    }

    @Test
    void serveStopsItsServerOnSigterm() throws Exception {
        Path output = folder.resolve("serve.out");
        Process serve = builder(List.of("bash", LAUNCHER.toString(), "serve"), Map.of())
                .redirectOutput(output.toFile())
                .start();
        try {
            for (int i = 0; i < 600 && !Files.readString(output).contains("Ctrl-C"); i++) {
                assertThat(serve.isAlive()).as(Files.readString(output)).isTrue();
                Thread.sleep(100);
            }
            assertThat(Files.readString(output)).contains("postgresql://orientir_analyst@127.0.0.1:");
            Ended sql = run(
                    List.of("bash", LAUNCHER.toString(), "sql", "--format", "csv", "select current_user"), Map.of());
            assertThat(sql.output()).isEqualTo("current_user\norientir_analyst\n");
            assertThat(home.resolve("postgres/data/postmaster.pid")).exists();
        } finally {
            serve.destroy();
        }
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void runsAsPlainUser() throws Exception {
        assumeThat(Files.getAttribute(folder, "unix:uid"))
                .as("only root can become another user")
                .isEqualTo(0);
        assumeThat(run(
                                List.of(
                                        "setpriv",
                                        "--reuid=65534",
                                        "--regid=65534",
                                        "--clear-groups",
                                        "head",
                                        "-c1",
                                        LAUNCHER.toString()),
                                Map.of())
                        .exitCode())
                .as("others may enter the checkout")
                .isZero();
        List<String> words = List.of(
                "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash", LAUNCHER.toString(), "serve");
        Path output = folder.resolve("serve.out");
        Process serve = builder(words, Map.of()).redirectOutput(output.toFile()).start();
        for (int i = 0; i < 600 && serve.isAlive() && !Files.readString(output).contains("Ctrl-C"); i++) {
            Thread.sleep(100);
        }
        serve.destroy();
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains("PostgreSQL is up");
        assertThat(Files.getAttribute(home.resolve("postgres/data"), "unix:uid"))
                .isEqualTo(65534);
    }

    @Test
    void saysKindlyThatJavaIsMissing() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of("bash", "dirname", "readlink", "uname", "mkdir", "sed", "head", "cat")) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            Path shim = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
            Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Ended ended = run(
                List.of("bash", LAUNCHER.toString(), "status"),
                Map.of("PATH", tools.toString(), "JAVA_HOME", "/nowhere"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("Не найдена Java").contains("Java is missing");
    }

    @Test
    void saysKindlyThatJavaIsTooOld() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk 11/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Ended ended = run(
                List.of("bash", LAUNCHER.toString(), "status"),
                Map.of("JAVA_HOME", java.getParent().getParent().toString()));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("Нужна Java 17").contains("Java 17 or newer is needed; found 11");
    }

    @Test
    void scheduleStopsCleanlyAndSkipsNothingBeforeItsTime() throws Exception {
        Path output = folder.resolve("schedule.out");
        Process schedule = builder(List.of("bash", LAUNCHER.toString(), "schedule"), Map.of())
                .redirectOutput(output.toFile())
                .start();
        for (int i = 0; i < 300 && !Files.readString(output).contains("Next load at"); i++) {
            Thread.sleep(100);
        }
        assertThat(Files.readString(output)).contains("02:00:00");
        schedule.destroy();
        assertThat(schedule.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private Ended run(List<String> words, Map<String, String> variables) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process =
                builder(words, variables).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** As from cron: no locale, hardly a variable. */
    private ProcessBuilder builder(List<String> words, Map<String, String> variables) {
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=" + System.getenv("PATH"), "HOME=" + folder));
        command.add("JAVA_HOME=" + System.getProperty("java.home"));
        command.add("ORIENTIR_HOME=" + home);
        command.add("ORIENTIR_SKIP_BUILD=1");
        variables.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder;
    }
}
