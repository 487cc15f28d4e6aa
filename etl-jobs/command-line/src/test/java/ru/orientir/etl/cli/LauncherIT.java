package ru.orientir.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
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
                .contains("ru.orientir.etl.rules.FileCheck ")
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
    void archivesClassesAfterTheFirstLoadAndRunsOnBrokenArchive() throws Exception {
        Path installed = installed();
        Path jdk = jdkThatArchivesRubbish();
        Map<String, String> variables = Map.of("JAVA_HOME", jdk.toString());

        assertThat(run(List.of("bash", installed.toString(), "nightly"), variables)
                        .output())
                .containsPattern("-XX:DumpLoadedClassList=.*/tmp/classes-");
        List<Path> archives = List.of();
        for (int i = 0; i < 100 && archives.isEmpty(); i++) {
            Thread.sleep(100);
            archives = files(home.resolve("tmp"), "classes-*.jsa");
        }
        assertThat(archives).hasSize(1);

        Ended status = run(List.of("bash", installed.toString(), "status"), variables);
        assertThat(status.output()).startsWith("No load has been started").doesNotContain("archive");
        assertThat(Files.readString(jdk.resolve("arguments")))
                .containsPattern("-XX:SharedArchiveFile=.*/" + archives.get(0).getFileName());
        Ended second = run(List.of("bash", installed.toString(), "nightly"), variables);
        assertThat(second.output()).doesNotContain("DumpLoadedClassList");
    }

    @Test
    void archivesNothingAfterNightThatReadNothing() throws Exception {
        Path installed = installed();
        Path jdk = jdkThatArchivesRubbish();
        Map<String, String> variables = Map.of("JAVA_HOME", jdk.toString(), "LISTED", "java/lang/Object");

        run(List.of("bash", installed.toString(), "nightly"), variables);
        for (int i = 0; i < 100 && !files(home.resolve("tmp"), "classes-*").isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(files(home.resolve("tmp"), "classes-*")).isEmpty();
        assertThat(Files.readString(jdk.resolve("arguments"))).doesNotContain("-Xshare:dump");
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

    /** The launcher as in an image: beside its jars, where nothing is written. */
    private Path installed() throws IOException {
        Path root = Files.createDirectory(folder.resolve("установка"));
        Path target = LAUNCHER.resolveSibling(Path.of("etl-jobs", "command-line", "target"));
        Files.createDirectory(root.resolve("app"));
        Files.createSymbolicLink(root.resolve("app/orientir-etl.jar"), target.resolve("orientir-etl.jar"));
        Files.createSymbolicLink(root.resolve("lib"), target.resolve("lib"));
        return Files.copy(LAUNCHER, root.resolve("orientir"));
    }

    /** A JDK whose loads only say what they were called with and list a class, and whose archives are no archives. */
    private Path jdkThatArchivesRubbish() throws IOException {
        Path jdk = folder.resolve("jdk");
        Path real = Path.of(System.getProperty("java.home"));
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.copy(real.resolve("release"), jdk.resolve("release"));
        Files.writeString(java, """
                #!/bin/bash
                echo "$*" >>'%1$s/arguments'
                for word in "$@"; do case $word in
                  -XX:SharedArchiveFile=*) archive=${word#*=} ;;
                  -XX:DumpLoadedClassList=*) echo "${LISTED:-org/apache/spark/sql/execution/SparkPlan id: 1}" >"${word#*=}" ;;
                esac; done
                case $* in
                  *-Xshare:dump*) echo rubbish >"$archive" ;;
                  *OrientirApplication\\ nightly) echo "$*" ;;
                  *) exec '%2$s/bin/java' "$@" ;;
                esac
                """.formatted(jdk, real));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return jdk;
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        }
        return found;
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
