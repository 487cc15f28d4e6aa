package ru.orientir.etl.cli.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetYaml;
import ru.orientir.dashboards.superset.server.Drift;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.settings.CannotProceedException;

/** Brings changes made in the browser back into the files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Bring changes made in the browser back into the files.",
        description = {
            "",
            "Each change goes into the file with the same UUID; a chart that was put on one of the",
            "dashboards, or a newly published dashboard, gets a file of its own, to be named by you.",
            "Files that Superset lacks stay.",
            ""
        },
        footer = {"", "Example:", "  ./orientir dashboards export --url http://localhost:8088 --user admin"})
final class DashboardsExportCommand extends SupersetSubcommand {

    DashboardsExportCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Drift drift = Drift.between(readAssets(), superset());
        drift.changed().forEach(changed -> write(changed.asset()));
        drift.added().forEach(this::write);
        context.out().print(drift.describe());
        int files = drift.changed().size() + drift.added().size();
        context.out()
                .println(files == 0 ? "Nothing to bring back" : "Wrote " + files + (files == 1 ? " file" : " files"));
        return 0;
    }

    private void write(Asset asset) {
        Path file = assetsFolder().resolve(asset.file());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, AssetYaml.dump(asset.content()));
        } catch (IOException e) {
            throw new CannotProceedException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
