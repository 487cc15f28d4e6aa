package ru.orientir.etl.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ru.orientir.dashboards.report.Needed;
import ru.orientir.dashboards.superset.server.SupersetClient;

/** A real Superset of a test's own, started by {@code dashboards/bin/superset.py}; its packages are installed once a machine. */
public final class SupersetServer implements AutoCloseable {

    private static final int NO_PYTHON = 69;
    private static final int PATIENCE_MINUTES = 20;

    private final Path script;
    private final Path folder;
    private final Map<String, String> told;

    private SupersetServer(Path script, Path folder, Map<String, String> told) {
        this.script = script;
        this.folder = folder;
        this.told = told;
    }

    /**
     * Starts it; the calling test ends where Superset cannot run.
     *
     * @param dashboards the module's folder
     * @param folder for the instance; what an earlier test left there is deleted
     */
    public static SupersetServer start(Path dashboards, Path folder) {
        Path script = dashboards.resolve("bin/superset.py").toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder.getParent());
            run(script, "stop", folder);
            deleteTree(folder);
            Map<String, String> told = run(script, "start", folder);
            return new SupersetServer(script, folder, told);
        } catch (IOException e) {
            return Needed.missing("No python3 found (" + e.getMessage()
                    + "): install Python 3.10 to 3.12 to try the dashboards in a real Superset");
        }
    }

    private static Map<String, String> run(Path script, String command, Path folder) throws IOException {
        Path output = folder.resolveSibling(folder.getFileName() + "-" + command + ".txt");
        Path complaints = folder.resolveSibling(folder.getFileName() + "-" + command + ".log");
        Process process = new ProcessBuilder(List.of("python3", script.toString(), command, folder.toString()))
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("superset.py " + command + " did not end: " + Files.readString(complaints));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
        if (process.exitValue() == NO_PYTHON) {
            Needed.missing(Files.readString(complaints));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("superset.py " + command + " failed: " + Files.readString(complaints));
        }
        Map<String, String> told = new TreeMap<>();
        Files.readAllLines(output).stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> told.put(pair[0], pair[1]));
        return told;
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    public String url() {
        return told.get("SUPERSET_URL");
    }

    public String user() {
        return told.get("SUPERSET_USER");
    }

    public String password() {
        return told.get("SUPERSET_PASSWORD");
    }

    /** A client of the administrator. */
    public SupersetClient administrator() {
        return SupersetClient.login(url(), user(), password());
    }

    /** What the server has written. */
    public String log() {
        try {
            return Files.readString(folder.resolve("gunicorn.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            run(script, "stop", folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
