package ru.orientir.etl.cli.dashboards;

import java.io.Console;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.superset.server.SupersetClient;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.settings.OrientirSettings;

/** A command that talks to a Superset. */
abstract class SupersetSubcommand extends AssetsSubcommand {

    @Option(names = "--url", paramLabel = "URL", description = "Address of Superset. Default: ORIENTIR_SUPERSET_URL.")
    private String url;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "Administrator of Superset. Default: ORIENTIR_SUPERSET_USER.")
    private String user;

    SupersetSubcommand(CommandContext context) {
        super(context);
    }

    /** Logs in. The password is a setting (ORIENTIR_SUPERSET_PASSWORD) or is asked for: on a command line others would see it. */
    final SupersetClient superset() {
        OrientirSettings.Superset known = settings().superset();
        return SupersetClient.login(
                given(url, known.url(), "--url", "ORIENTIR_SUPERSET_URL"),
                given(user, known.user(), "--user", "ORIENTIR_SUPERSET_USER"),
                known.password() == null ? askedPassword() : known.password());
    }

    private String given(String option, String setting, String optionName, String settingName) {
        if (option == null && setting == null) {
            throw usageError("Give " + optionName + ", or set " + settingName);
        }
        return option == null ? setting : option;
    }

    private String askedPassword() {
        Console console = System.console();
        char[] password =
                console == null || !context.isTerminal() ? null : console.readPassword("Password for Superset: ");
        if (password == null) {
            throw usageError("Set ORIENTIR_SUPERSET_PASSWORD; there is no terminal to ask for the password");
        }
        return new String(password);
    }
}
