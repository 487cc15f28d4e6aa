package ru.orientir.etl.cli;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.etl.ledger.FeedCount;
import ru.orientir.etl.ledger.Run;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.ledger.RunStep;
import ru.orientir.etl.ledger.Runs;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.CannotProceedException;

/** Tells what the loads do and did. A run counts as running only while its lock is held, whatever the audit says of a killed one. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show the runs and their steps, with durations and counts.",
        description = "",
        footer = {
            "",
            "Examples:",
            "  ./orientir status",
            "  ./orientir status --runs 30",
            "  ./orientir status --run 20260131-96f828984f83"
        })
final class StatusCommand extends Subcommand {

    private static final String RUNNING = "RUNNING";
    private static final String INTERRUPTED = "INTERRUPTED";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Option(
            names = "--runs",
            defaultValue = "10",
            paramLabel = "N",
            description = "How many runs to show. Default: 10.")
    private int runs;

    @Option(names = "--run", paramLabel = "ID", description = "Run whose steps to show. Default: the last one.")
    private String runId;

    StatusCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (!WarehouseDatabase.existsFor(settings())) {
            context.out()
                    .println("No load has been started here yet. Begin with ./orientir demo or ./orientir nightly");
            return 0;
        }
        WarehouseDatabase database = context.openWarehouse(command);
        try (Connection connection = database.connect("orientir status")) {
            Optional<RunLock.Holder> holder = RunLock.holderOf(connection);
            boolean migrated = database.isMigrated();
            JdbcTemplate warehouse = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            Runs known = new Runs(warehouse);
            Optional<String> runningId =
                    migrated ? holder.flatMap(held -> known.runningSince(held.since())) : Optional.empty();
            holder.ifPresent(held -> tellRunning(held, runningId));
            if (!migrated) {
                if (holder.isEmpty()) {
                    context.out()
                            .println(
                                    "No load has been started here yet. Begin with ./orientir demo or ./orientir nightly");
                }
                return 0;
            }
            tellRuns(known, new RunFiles(warehouse), runningId);
            return 0;
        } catch (SQLException e) {
            throw new CannotProceedException("Cannot read the status: " + e.getMessage(), e);
        }
    }

    private void tellRunning(RunLock.Holder holder, Optional<String> id) {
        context.out()
                .println(RUNNING + "  " + holder + ", for " + duration(Duration.between(holder.since(), Instant.now()))
                        + id.map(known -> ", run " + known).orElse(", starting"));
        context.out().println();
    }

    private void tellRuns(Runs known, RunFiles files, Optional<String> runningId) {
        PrintStream out = context.out();
        TextTable table = new TextTable(
                "run",
                "command",
                "business date",
                "started",
                ">took",
                "status",
                ">exit",
                ">read",
                ">written",
                ">rejected");
        List<Run> latest = known.latest(runs);
        for (Run run : latest) {
            boolean isRunning = runningId.filter(run.runId()::equals).isPresent();
            List<FeedCount> counts = "PUBLISHED".equals(run.status()) ? files.feedCounts(run.runId()) : List.of();
            table.add(
                    run.runId(),
                    run.command(),
                    run.businessDate(),
                    TIME.format(run.startedAt()),
                    took(run.startedAt(), run.finishedAt(), isRunning),
                    status(run.status(), isRunning),
                    run.exitCode(),
                    sum(counts, FeedCount::read),
                    sum(counts, FeedCount::written),
                    sum(counts, FeedCount::rejected));
        }
        if (table.isEmpty()) {
            if (runningId.isEmpty()) {
                out.println("No load has ended here yet.");
            }
            return;
        }
        table.print(out);
        String shown = runId == null ? latest.get(0).runId() : runId;
        tellSteps(known, shown, runningId.filter(shown::equals).isPresent());
    }

    /** Null where nothing was published. */
    private static Long sum(List<FeedCount> counts, ToLongFunction<FeedCount> count) {
        return counts.isEmpty() ? null : counts.stream().mapToLong(count).sum();
    }

    private void tellSteps(Runs known, String id, boolean isRunning) {
        PrintStream out = context.out();
        Run run = known.find(id).orElseThrow(() -> usageError("There is no run " + id));
        out.println();
        out.println("Run " + id + (run.message() == null || isRunning ? "" : ": " + run.message()));
        TextTable steps = new TextTable("step", "started", ">took", ">read", ">written", ">rejected", "remark");
        for (RunStep step : known.steps(id)) {
            steps.add(
                    step.step(),
                    TIME.format(step.startedAt()),
                    took(step.startedAt(), step.finishedAt(), isRunning),
                    step.rowsRead(),
                    step.rowsWritten(),
                    step.rowsRejected(),
                    step.message());
        }
        if (!steps.isEmpty()) {
            steps.print(out);
        }
    }

    private static String status(String stored, boolean isRunning) {
        return RUNNING.equals(stored) && !isRunning ? INTERRUPTED : stored;
    }

    private static String took(OffsetDateTime started, OffsetDateTime finished, boolean isRunning) {
        if (finished == null && !isRunning) {
            return "";
        }
        return duration(Duration.between(started, finished == null ? OffsetDateTime.now() : finished));
    }

    private static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 60
                ? String.format(java.util.Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0)
                : String.format(java.util.Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
