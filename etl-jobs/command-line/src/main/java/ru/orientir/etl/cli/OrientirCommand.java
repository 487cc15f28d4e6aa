package ru.orientir.etl.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import ru.orientir.etl.cli.dashboards.DashboardsCommand;

/** The root of the command line; without a command it shows the help. */
@Command(
        name = "orientir",
        versionProvider = OrientirCommand.Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            NightlyCommand.class,
            PlanCommand.class,
            BackfillCommand.class,
            ValidateCommand.class,
            ReportCommand.class,
            DashboardsCommand.class,
            SqlCommand.class,
            StatusCommand.class,
            ServeCommand.class,
            ScheduleCommand.class,
            GenerateCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = {"Data warehouse of a city's career-guidance programme.", ""},
        footer = {
            "",
            "Settings: application.yml in ORIENTIR_HOME/config, environment (ORIENTIR_WAREHOUSE_URL, …),",
            "or flags (--orientir.lake=s3a://bucket/lake). Everything written lies under ORIENTIR_HOME.",
            "Exit codes: 0 done, or nothing new; 1 failed; 2 wrong usage; 3 published, but a whole file or",
            "feed was refused; 4 another run holds the lock; 5 the checks failed, nothing was published."
        })
final class OrientirCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    /** Version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OrientirCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "orientir " + (version == null ? "(from classes)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
