package ru.orientir.etl.postgres;

import java.nio.file.Path;
import java.util.Map;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SettingsReader;

/** A process that opens the warehouse of a home folder, takes the run lock where asked, says so and stays until it is ended. */
final class WarehouseUser {

    private WarehouseUser() {}

    public static void main(String[] arguments) throws Exception {
        OrientirSettings settings = new SettingsReader(Path.of(arguments[0]), Map.of()).settings();
        WarehouseDatabase database = WarehouseDatabase.open(settings);
        if (arguments.length > 1) {
            RunLock.acquire(database, arguments[1]);
        }
        System.out.println("ready " + database.embedded().orElseThrow().port());
        System.in.read();
        database.close();
    }
}
