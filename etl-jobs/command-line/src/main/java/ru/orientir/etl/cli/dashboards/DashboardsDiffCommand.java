package ru.orientir.etl.cli.dashboards;

import picocli.CommandLine.Command;
import ru.orientir.dashboards.superset.server.Drift;
import ru.orientir.etl.cli.CommandContext;

/** Shows what differs between the files and a Superset. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        header = "Show what differs between the files and a Superset.",
        description = {
            "",
            "Assets go by UUID, columns and metrics by name. Exit code 0: nothing differs; 3: something does.",
            ""
        },
        footer = {"", "Example:", "  ./orientir dashboards diff --url http://localhost:8088 --user admin"})
final class DashboardsDiffCommand extends SupersetSubcommand {

    private static final int DIFFERS = 3;

    DashboardsDiffCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Drift drift = Drift.between(readAssets(), superset());
        context.out().print(drift.describe());
        context.out().println(drift.isEmpty() ? "Nothing differs" : "Files and Superset differ");
        return drift.isEmpty() ? 0 : DIFFERS;
    }
}
