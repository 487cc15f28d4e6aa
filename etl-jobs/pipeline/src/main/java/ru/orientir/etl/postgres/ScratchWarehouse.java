package ru.orientir.etl.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.SettingsReader;

/** An empty warehouse of the present schema, for questions that need the schema and no data; gone when it is closed. */
public final class ScratchWarehouse implements AutoCloseable {

    private final Path folder;
    private final WarehouseDatabase database;
    private boolean open = true;

    private ScratchWarehouse(Path folder) {
        this.folder = folder;
        // Whatever server the environment names, this one is embedded.
        database = WarehouseDatabase.open(new SettingsReader(folder, Map.of("orientir.warehouse.url", "")).settings());
    }

    /** Sets one up in a folder of its own under the home folder; takes a few seconds. */
    public static ScratchWarehouse under(Path home) {
        Path folder;
        try {
            folder = Files.createTempDirectory(Files.createDirectories(home.resolve("tmp")), "scratch-");
        } catch (IOException e) {
            throw new CannotProceedException("Cannot write to " + home + ": " + e.getMessage(), e);
        }
        ScratchWarehouse scratch = new ScratchWarehouse(folder);
        try {
            scratch.database.migrate();
            return scratch;
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    public WarehouseDatabase database() {
        return database;
    }

    /** Stops the server and deletes its folder. May be called twice. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        database.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new CannotProceedException("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
