package ru.orientir.etl.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SettingsReader;
import ru.orientir.etl.settings.Teardown;

/** What the commands of one process share: settings, streams, and what must be closed at the end. Nothing is opened before it is asked for. */
public final class CommandContext implements AutoCloseable {

    private final Path home;
    private final Map<String, String> flags;
    private final PrintStream out;
    private final PrintStream err;
    private Teardown teardown;
    private OrientirSettings settings;
    private boolean debug;

    CommandContext(Path home, Map<String, String> flags, PrintStream out, PrintStream err) {
        this.home = home;
        this.flags = flags;
        this.out = out;
        this.err = err;
    }

    /** Results go here. */
    public PrintStream out() {
        return out;
    }

    /** Progress and complaints go here. */
    public PrintStream err() {
        return err;
    }

    /** Whether a person watches {@link #err()} on a terminal; the launcher knows. */
    public boolean isTerminal() {
        return Boolean.getBoolean("orientir.terminal");
    }

    void setDebug(boolean debug) {
        this.debug = debug;
    }

    boolean isDebug() {
        return debug;
    }

    boolean isStopping() {
        return teardown != null && teardown.isClosing();
    }

    Path logFile() {
        return home.resolve("logs").resolve("orientir.log");
    }

    Map<String, String> flags() {
        return flags;
    }

    /** The settings; read once. A setting that cannot be used is wrong usage of {@code command}. */
    OrientirSettings settings(CommandLine.Model.CommandSpec command) {
        if (settings == null) {
            requireWritableHome();
            try {
                SettingsReader reader = new SettingsReader(home, flags);
                reader.log();
                settings = reader.settings();
            } catch (CannotProceedException e) {
                throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
            }
        }
        return settings;
    }

    /** The warehouse, opened for the rest of the process. */
    public WarehouseDatabase openWarehouse(CommandLine.Model.CommandSpec command) {
        return teardown().add(WarehouseDatabase.open(settings(command)));
    }

    public Teardown teardown() {
        if (teardown == null) {
            teardown = new Teardown();
        }
        return teardown;
    }

    private void requireWritableHome() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new CannotProceedException(
                    "Cannot write to " + home + " (" + e.getMessage()
                            + "); set ORIENTIR_HOME to a folder you may write to",
                    e);
        }
        if (!Files.isWritable(home)) {
            throw new CannotProceedException(
                    "Cannot write to " + home + "; set ORIENTIR_HOME to a folder you may write to");
        }
    }

    @Override
    public void close() {
        if (teardown != null) {
            teardown.close();
        }
    }
}
