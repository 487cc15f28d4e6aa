package ru.orientir.etl.cli.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Bundle;
import ru.orientir.dashboards.superset.server.BundleImport;
import ru.orientir.dashboards.superset.server.SupersetClient;
import ru.orientir.dashboards.superset.server.WarehouseAddress;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.postgres.ConnectionTarget;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.CannotProceedException;

/** Imports the dashboards into a Superset and connects them to the warehouse as the analyst. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Import the dashboards into a Superset and connect them to the warehouse.",
        description = {
            "",
            "Superset then reads the warehouse of the settings as the analyst. What it has under the same",
            "UUID is overwritten; rights stay. The administrator's password is a setting",
            "(ORIENTIR_SUPERSET_PASSWORD), or is asked for.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir dashboards import --url http://localhost:8088 --user admin",
            "  ./orientir dashboards import --url http://localhost:8088 --user admin \\",
            "                               --warehouse postgresql://postgres:5432/orientir"
        })
final class DashboardsImportCommand extends SupersetSubcommand {

    @Option(
            names = "--warehouse",
            paramLabel = "URL",
            description =
                    "Address at which Superset's machine finds the warehouse, where it is not that of the settings.")
    private String warehouse;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Send this ZIP as it is instead of the files of the folder.")
    private Path bundle;

    DashboardsImportCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        SupersetClient superset = superset();
        if (bundle != null) {
            new BundleImport(superset).send(readBundle(), Map.of());
            context.out().println("Imported " + bundle);
            return 0;
        }
        Assets assets = cleanAssets();
        WarehouseDatabase database = context.openWarehouse(command);
        if (!database.isMigrated()) {
            // Dashboards of a warehouse that nothing was loaded into yet are empty, not broken.
            database.migrate();
        }
        ConnectionTarget analyst = database.analystTarget();
        WarehouseAddress address =
                WarehouseAddress.of(warehouse == null ? analyst.url() : warehouse, analyst.user(), analyst.password());
        Map<String, String> passwords = new HashMap<>();
        assets.of(AssetKind.DATABASE).forEach(connection -> passwords.put(connection.file(), address.password()));
        new BundleImport(superset).send(Bundle.of(address.connect(assets)), passwords);
        context.out()
                .println("Imported " + count(assets, AssetKind.DASHBOARD) + " dashboards, "
                        + count(assets, AssetKind.CHART) + " charts, " + count(assets, AssetKind.DATASET)
                        + " datasets; they read " + address);
        return 0;
    }

    private static int count(Assets assets, AssetKind kind) {
        return assets.of(kind).size();
    }

    private byte[] readBundle() {
        try {
            return Files.readAllBytes(bundle);
        } catch (IOException e) {
            throw new CannotProceedException("Cannot read " + bundle + ": " + e.getMessage(), e);
        }
    }
}
