package ru.orientir.etl.cli;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.report.ReportFiles;
import ru.orientir.etl.job.LoadOutcome;
import ru.orientir.etl.job.LoadRequest;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.sample.VacancyApiStandIn;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.InParallel;

/** The whole journey on the sample region: generate, load, report, and say where everything is. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "The whole journey on a made-up region: generate, load, report.",
        description = {
            "",
            "The sample holds no real child, and its planted defects are meant to be rejected. Run again, it",
            "finds nothing new.",
            ""
        },
        footer = {"", "Examples:", "  ./orientir demo", "  ./orientir demo --scale 5 --seed 42"})
final class DemoCommand extends Subcommand {

    /** The sample's last year is 2025; on an earlier day it would be incomplete. */
    private static final LocalDate EARLIEST_DATE = LocalDate.of(2026, 1, 1);

    @Option(names = "--scale", defaultValue = "1", paramLabel = "N", description = "Number of towns. Default: 1.")
    private int scale;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "What everything random follows from. Default: 1.")
    private long seed;

    DemoCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        if (scale < 1) {
            throw usageError("--scale is " + scale + "; expected the number of towns, from 1");
        }
        SampleFolder sample = new SampleFolder(settings().home().resolve("sample"));
        LockedLoad load = new LockedLoad(context, command);
        InParallel.forEach(List.<Runnable>of(load::open, () -> prepare(sample, load)), Runnable::run);
        VacancyApiStandIn api = context.teardown().add(VacancyApiStandIn.start(sample.vacancyApiFile()));
        LoadOutcome outcome = load.run(request(sample, api.address()));
        boolean published =
                outcome.status() != LoadOutcome.Status.FAILED && outcome.status() != LoadOutcome.Status.CHECKS_FAILED;
        if (!published) {
            load.tell(outcome, started);
            return outcome.status().exitCode();
        }
        context.err().println("Writing the report");
        ReportFiles report =
                ReportCommand.write(load.database(), settings().home().resolve("reports"));
        tell(load, outcome, report, started);
        return 0;
    }

    private void prepare(SampleFolder sample, LockedLoad load) {
        context.err().println("Preparing the sample region (scale " + scale + ", seed " + seed + ")");
        try {
            if (sample.prepare(scale, seed, context.err()::println)) {
                load.startSpark();
            } else {
                context.err().println("It is there already: " + sample.folder());
            }
        } catch (IOException e) {
            throw new CannotProceedException(
                    "Cannot write the sample region to " + sample.folder() + ": " + e.getMessage(), e);
        }
    }

    private LoadRequest request(SampleFolder sample, URI api) {
        LocalDate day = settings().businessDay();
        return new LoadRequest(
                "demo",
                settings().businessDate() == null && day.isBefore(EARLIEST_DATE) ? EARLIEST_DATE : day,
                sample.inbox().toString(),
                Set.of(),
                Set.of(),
                Optional.of(api.toString()));
    }

    private void tell(LockedLoad load, LoadOutcome outcome, ReportFiles report, Instant started) {
        var out = context.out();
        out.println();
        if (outcome.feeds().isEmpty()) {
            out.println("The warehouse holds:");
            load.printFeeds(new KnownFiles(new JdbcTemplate(load.database().etl())).feedCounts());
        } else {
            load.printFeeds(outcome.feeds());
        }
        out.println(outcome.message());
        out.println("Published   "
                + (outcome.publishedYears().isEmpty() ? "nothing new; " : years(outcome.publishedYears()) + "; ")
                + publication(load.database()));
        out.println("Report      " + report.page());
        out.println("            " + report.workbook());
        out.println(
                "Rejects     ./orientir sql \"select file_name, row_number, message_ru from rejected_row limit 20\"");
        out.println("Query       ./orientir sql \"select * from stage_comparison where level = 'municipality'\"");
        if (settings().warehouse().isEmbedded()) {
            out.println("psql        ./orientir serve   keeps the server up and prints its address");
        }
        out.println("Took        " + LockedLoad.seconds(started) + " s; steps: ./orientir status");
    }

    private static String years(List<Integer> years) {
        return "reporting years "
                + String.join(", ", years.stream().sorted().map(String::valueOf).toList());
    }

    private static String publication(WarehouseDatabase database) {
        try (Connection connection = database.connect("orientir demo");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select vintage_key, (select count(*) from mart.indicator_by_organization_year),"
                                + " (select count(*) from mart.stage_comparison) from audit.publication order by vintage_key desc limit 1")) {
            return row.next()
                    ? "publication " + row.getLong(1) + ": " + TextTable.grouped(row.getLong(2)) + " indicator values, "
                            + TextTable.grouped(row.getLong(3)) + " stage comparisons"
                    : "no publication yet";
        } catch (SQLException e) {
            throw new CannotProceedException("Cannot read the publication: " + e.getMessage(), e);
        }
    }
}
