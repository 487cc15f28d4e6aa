package ru.orientir.etl.cli;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ru.orientir.etl.job.LoadOutcome;

/** Conforms and builds whole years anew from the lake. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        header = "Build whole years anew from what was landed.",
        description = {
            "",
            "For a rule, an indicator or a way of counting that has changed. Files that hold a row of these",
            "years are conformed again; no new file is read, other years stay as they are published. Where the",
            "reference data changed too, every year is built.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir backfill --years 2020..2025",
            "  ./orientir backfill --years 2023 --feed enrolment"
        })
final class BackfillCommand extends Subcommand {

    @Mixin
    private DayAndFeeds scope;

    @Option(
            names = "--years",
            required = true,
            paramLabel = "YEARS",
            converter = YearRange.Converter.class,
            description = "Reporting years: 2023, 2020..2025 or 2020,2022..2024.")
    private YearRange years;

    BackfillCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Instant started = Instant.now();
        LockedLoad run = new LockedLoad(context, command);
        run.open();
        LoadOutcome outcome = run.run(scope.request("backfill", settings(), years.years()));
        run.tell(outcome, started);
        return outcome.status().exitCode();
    }
}
