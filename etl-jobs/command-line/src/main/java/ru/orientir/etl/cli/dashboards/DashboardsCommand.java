package ru.orientir.etl.cli.dashboards;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands for the dashboards in Apache Superset; without one it shows the help. */
@Command(
        name = "dashboards",
        mixinStandardHelpOptions = true,
        header = "Check, build, import and compare the dashboards of Apache Superset.",
        subcommands = {
            DashboardsLintCommand.class,
            DashboardsBuildCommand.class,
            DashboardsImportCommand.class,
            DashboardsRightsCommand.class,
            DashboardsExportCommand.class,
            DashboardsDiffCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "The dashboards are YAML files in dashboards/superset, in Superset's own form.",
            "Superset's address, user and password are settings: ORIENTIR_SUPERSET_URL, _USER, _PASSWORD.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir dashboards lint",
            "  ./orientir dashboards import --url http://localhost:8088 --user admin",
            "  ./orientir dashboards diff --url http://localhost:8088 --user admin"
        })
public final class DashboardsCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }
}
