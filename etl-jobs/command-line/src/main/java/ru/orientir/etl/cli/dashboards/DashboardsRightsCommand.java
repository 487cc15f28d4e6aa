package ru.orientir.etl.cli.dashboards;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.superset.Rights;
import ru.orientir.dashboards.superset.server.RightsApplication;
import ru.orientir.etl.cli.CommandContext;
import ru.orientir.etl.settings.SecretFile;

/** Makes roles, row rules, dashboards and accounts of a Superset what {@code rights.yaml} says. */
@Command(
        name = "rights",
        mixinStandardHelpOptions = true,
        header = "Make roles, row rules and accounts of a Superset what rights.yaml says.",
        description = {
            "",
            "Everything is found by name; a second run changes nothing. An account that is missing is made,",
            "its first password lies in ORIENTIR_HOME/secrets/superset-USER.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir dashboards rights --url http://localhost:8088 --user admin",
            "  ./orientir dashboards rights --url http://localhost:8088 --user admin --rights /etc/orientir/rights.yaml"
        })
final class DashboardsRightsCommand extends SupersetSubcommand {

    @Option(
            names = "--rights",
            paramLabel = "FILE",
            description = "The roles and people. Default: rights.yaml in the folder of the YAML files.")
    private Path rightsFile;

    DashboardsRightsCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Rights rights = Rights.read(rightsFile == null ? assetsFolder().resolve(Rights.FILE) : rightsFile);
        List<String> changes = new RightsApplication(superset(), readAssets(), rights, this::firstPassword).apply();
        changes.forEach(context.out()::println);
        context.out().println(changes.isEmpty() ? "Nothing to change" : changes.size() + " changes");
        return 0;
    }

    private String firstPassword(String user) {
        return new SecretFile(settings().secrets().resolve("superset-" + user.replaceAll("[^A-Za-z0-9._-]", "_")))
                .readOrGenerate();
    }
}
