package ru.orientir.etl.cli;

import java.time.Instant;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ru.orientir.etl.job.LoadOutcome;

/** Reads what is new in the inbox and publishes it. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        header = "Read what is new in the inbox and publish the years it touches.",
        description = {
            "",
            "Files are known by their content: a run with nothing new publishes nothing. A run that was",
            "killed is finished by the next one.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir nightly",
            "  ./orientir nightly --inbox /srv/inbox --business-date 2026-01-31",
            "  ./orientir nightly --feed enrolment --feed satisfaction_survey",
            "  ./orientir nightly --feed vacancy --vacancy-api https://opendata.example.org"
        })
final class NightlyCommand extends Subcommand {

    @Mixin
    private LoadOptions options;

    NightlyCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Instant started = Instant.now();
        LockedLoad run = new LockedLoad(context, command);
        run.open();
        LoadOutcome outcome = run.run(options.request("nightly", settings(), Set.of()));
        run.tell(outcome, started);
        return outcome.status().exitCode();
    }
}
