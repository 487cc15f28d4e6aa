package ru.orientir.etl.cli.dashboards;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Finding;
import ru.orientir.dashboards.superset.SupersetException;
import ru.orientir.dashboards.superset.lint.BundleLint;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.cli.Subcommand;
import ru.orientir.etl.settings.CannotProceedException;

/** A command on the files of the dashboards. */
abstract class AssetsSubcommand extends Subcommand {

    /** Set by the launcher, which knows where the files lie. */
    private static final String DEFAULT_FOLDER = "orientir.dashboards";

    @Option(
            names = "--assets",
            paramLabel = "DIR",
            description = "Folder of the YAML files. Default: dashboards/superset.")
    private Path assetsFolder;

    AssetsSubcommand(CommandContext context) {
        super(context);
    }

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (SupersetException e) {
            throw new CannotProceedException(e.getMessage(), e);
        }
    }

    abstract int run();

    final Path assetsFolder() {
        Path folder = assetsFolder == null
                ? Path.of(System.getProperty(DEFAULT_FOLDER, "dashboards/superset"))
                : assetsFolder;
        if (!Files.isDirectory(folder)) {
            throw usageError("There is no folder " + folder + "; name the folder of the YAML files with --assets");
        }
        return folder;
    }

    /** The files, each of them readable; what they say is not looked at. */
    final Assets readAssets() {
        Assets.Reading reading = Assets.read(assetsFolder());
        requireNone(reading.findings());
        if (reading.assets().all().isEmpty()) {
            throw new CannotProceedException("There are no assets in " + assetsFolder());
        }
        return reading.assets();
    }

    /** The files without a finding that they alone can tell. */
    final Assets cleanAssets() {
        Assets assets = readAssets();
        requireNone(BundleLint.check(assets));
        return assets;
    }

    /** Prints findings, a line each, and says how many there are. */
    final void tell(List<Finding> findings) {
        findings.forEach(context.out()::println);
        context.out().println(findings.size() + (findings.size() == 1 ? " finding" : " findings"));
    }

    private void requireNone(List<Finding> findings) {
        if (!findings.isEmpty()) {
            tell(findings);
            throw new CannotProceedException("The dashboards are not fit to be used; mend the findings above");
        }
    }
}
