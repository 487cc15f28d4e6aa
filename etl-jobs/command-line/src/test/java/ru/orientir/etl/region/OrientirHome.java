package ru.orientir.etl.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.SettingsReader;

/** One {@code ORIENTIR_HOME} and the commands run on it, each a process of its own, by the launcher on the jars just packaged. */
final class OrientirHome {

    private static final Path LAUNCHER =
            Path.of("../..", "orientir").toAbsolutePath().normalize();
    private static final AtomicInteger COMMANDS = new AtomicInteger();
    private static final long LONGEST_MINUTES = 15;

    private final Path folder;
    private final Map<String, String> variables;

    OrientirHome(Path folder) {
        this(folder, Map.of());
    }

    /** @param variables settings of every command, such as {@code ORIENTIR_WAREHOUSE_URL} */
    OrientirHome(Path folder, Map<String, String> variables) {
        this.folder = folder.toAbsolutePath().normalize();
        this.variables = variables;
    }

    /** How a command ended; the output holds both streams. */
    record Ended(int exitCode, String output) {}

    /** A command at work. */
    record Running(Process process, Path outputFile) {

        String output() {
            try {
                return Files.readString(outputFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Ended await() {
            try {
                if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("The command did not end: " + output());
                }
                return new Ended(process.exitValue(), output());
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw new IllegalStateException(e);
            }
        }

        /** SIGKILL: the process has no say in it. */
        void kill() {
            process.destroyForcibly();
            await();
        }
    }

    Path folder() {
        return folder;
    }

    Ended run(String... words) {
        return start(words).await();
    }

    Running start(String... words) {
        try {
            Path outputs = Files.createDirectories(folder.resolveSibling("output"));
            Path output = outputs.resolve(
                    "%s-%02d-%s.txt".formatted(folder.getFileName(), COMMANDS.incrementAndGet(), words[0]));
            List<String> command = new ArrayList<>(List.of("bash", LAUNCHER.toString()));
            command.addAll(List.of(words));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("ORIENTIR_"));
            environment.put("ORIENTIR_HOME", folder.toString());
            environment.put("ORIENTIR_SKIP_BUILD", "1");
            environment.put("ORIENTIR_JAVA_OPTS", "-Xmx2g");
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.putAll(variables);
            return new Running(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The warehouse, for reading beside the commands; the embedded server stays up until it is closed. */
    WarehouseDatabase openWarehouse() {
        Map<String, String> flags = new java.util.HashMap<>();
        variables.forEach((name, value) ->
                flags.put(name.toLowerCase(java.util.Locale.ROOT).replace('_', '.'), value));
        return WarehouseDatabase.open(new SettingsReader(folder, flags).settings());
    }

    /** Another home in this one's state. No command may be at work. */
    OrientirHome copyTo(Path target) {
        Folders.copy(folder, target);
        return new OrientirHome(target, variables);
    }

    /**
     * Everything below the folder that is a file, lock files apart: they are empty, and to open and close one here would let
     * go of the server that this process holds.
     */
    List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
