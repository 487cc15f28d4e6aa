package ru.orientir.etl.cli.dashboards;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Finding;
import ru.orientir.dashboards.superset.MartSchema;
import ru.orientir.dashboards.superset.Rights;
import ru.orientir.dashboards.superset.SupersetException;
import ru.orientir.dashboards.superset.lint.BundleLint;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.postgres.ScratchWarehouse;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.warehouse.MartColumns;

/** Finds what Superset would accept in silence and break later, and what would mislead the reader. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        header = "Find what Superset would accept in silence, and what would mislead the reader.",
        description = {
            "",
            "The files are checked against each other, against the marts of an empty warehouse that is",
            "migrated for the purpose, and against what may be added up. Nothing is sent anywhere.",
            "Exit code 1: there are findings.",
            ""
        },
        footer = {"", "Example:", "  ./orientir dashboards lint"})
final class DashboardsLintCommand extends AssetsSubcommand {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    DashboardsLintCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Assets.Reading reading = Assets.read(assetsFolder());
        List<Finding> findings = new ArrayList<>(reading.findings());
        try (ScratchWarehouse scratch =
                        context.teardown().add(ScratchWarehouse.under(settings().home()));
                Connection analyst = scratch.database().analyst(TIME_LIMIT)) {
            findings.addAll(BundleLint.check(reading.assets(), MartSchema.of(analyst), MartColumns.load()));
        } catch (SQLException e) {
            throw new CannotProceedException("Cannot read the marts: " + e.getMessage(), e);
        }
        findings.addAll(rightsFindings(reading.assets()));
        tell(findings);
        return findings.isEmpty() ? 0 : 1;
    }

    private List<Finding> rightsFindings(Assets assets) {
        try {
            return Rights.read(assetsFolder().resolve(Rights.FILE)).check(assets);
        } catch (SupersetException e) {
            return List.of(new Finding(Rights.FILE, "", e.getMessage(), "mend it"));
        }
    }
}
