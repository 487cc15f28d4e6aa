package ru.orientir.etl.cli.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.superset.Bundle;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.settings.CannotProceedException;

/** Makes the ZIP that Superset imports. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        header = "Make the ZIP that Superset imports; the same files give the same bytes.",
        footer = {"", "Example:", "  ./orientir dashboards build --out orientir-dashboards.zip"})
final class DashboardsBuildCommand extends AssetsSubcommand {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write. Default: ORIENTIR_HOME/dashboards/orientir-dashboards.zip.")
    private Path out;

    DashboardsBuildCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Path file = (out == null ? settings().home().resolve("dashboards/orientir-dashboards.zip") : out)
                .toAbsolutePath()
                .normalize();
        byte[] bundle = Bundle.of(cleanAssets());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bundle);
        } catch (IOException e) {
            throw new CannotProceedException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        context.out().println(file);
        return 0;
    }
}
