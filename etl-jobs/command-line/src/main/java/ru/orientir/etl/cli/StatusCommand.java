package ru.orientir.etl.cli;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.etl.job.LoadOutcome;
import ru.orientir.etl.job.RunRecords;
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
            Optional<String> runningId =
                    holder.isPresent() && migrated ? runningId(connection, holder.get()) : Optional.empty();
            holder.ifPresent(held -> tellRunning(held, runningId));
            if (!migrated) {
                if (holder.isEmpty()) {
                    context.out()
                            .println(
                                    "No load has been started here yet. Begin with ./orientir demo or ./orientir nightly");
                }
                return 0;
            }
            tellRuns(connection, runningId);
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

    /** The audit's row of the run that holds the lock; empty while it has not written one. */
    private static Optional<String> runningId(Connection connection, RunLock.Holder holder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select run_id from audit.load_run"
                + " where status = 'RUNNING' order by started_at >= ? desc, started_at desc limit 1")) {
            statement.setTimestamp(1, Timestamp.from(holder.since()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private void tellRuns(Connection connection, Optional<String> runningId) throws SQLException {
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
        String shown = runId;
        RunRecords records = new RunRecords(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        try (PreparedStatement statement = connection.prepareStatement(
                "select run_id, command, business_date, started_at, finished_at, status, exit_code from audit.load_run"
                        + " order by started_at desc limit ?")) {
            statement.setInt(1, runs);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String id = row.getString("run_id");
                    shown = shown == null ? id : shown;
                    boolean published = "PUBLISHED".equals(row.getString("status"));
                    List<LoadOutcome.FeedCount> counts = published ? records.feedCounts(id) : List.of();
                    table.add(
                            id,
                            row.getString("command"),
                            row.getString("business_date"),
                            TIME.format(row.getTimestamp("started_at").toInstant()),
                            took(
                                    row.getTimestamp("started_at"),
                                    row.getTimestamp("finished_at"),
                                    runningId.filter(id::equals).isPresent()),
                            status(
                                    row.getString("status"),
                                    runningId.filter(id::equals).isPresent()),
                            row.getObject("exit_code"),
                            sum(counts, LoadOutcome.FeedCount::read),
                            sum(counts, LoadOutcome.FeedCount::written),
                            sum(counts, LoadOutcome.FeedCount::rejected));
                }
            }
        }
        if (table.isEmpty()) {
            if (runningId.isEmpty()) {
                out.println("No load has ended here yet.");
            }
            return;
        }
        table.print(out);
        tellSteps(connection, shown, runningId.filter(shown::equals).isPresent());
    }

    /** Null where nothing was published. */
    private static Long sum(List<LoadOutcome.FeedCount> counts, ToLongFunction<LoadOutcome.FeedCount> count) {
        return counts.isEmpty() ? null : counts.stream().mapToLong(count).sum();
    }

    private void tellSteps(Connection connection, String id, boolean isRunning) throws SQLException {
        PrintStream out = context.out();
        try (PreparedStatement statement =
                connection.prepareStatement("select message from audit.load_run where run_id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw usageError("There is no run " + id);
                }
                out.println();
                out.println("Run " + id + (row.getString(1) == null || isRunning ? "" : ": " + row.getString(1)));
            }
        }
        TextTable steps = new TextTable("step", "started", ">took", ">read", ">written", ">rejected", "remark");
        try (PreparedStatement statement = connection.prepareStatement(
                "select step, started_at, finished_at, rows_read, rows_written, rows_rejected, message from audit.load_step"
                        + " where run_id = ? order by started_at")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    steps.add(
                            row.getString("step"),
                            TIME.format(row.getTimestamp("started_at").toInstant()),
                            took(row.getTimestamp("started_at"), row.getTimestamp("finished_at"), isRunning),
                            row.getObject("rows_read"),
                            row.getObject("rows_written"),
                            row.getObject("rows_rejected"),
                            row.getString("message"));
                }
            }
        }
        if (!steps.isEmpty()) {
            steps.print(out);
        }
    }

    private static String status(String stored, boolean isRunning) {
        return RUNNING.equals(stored) && !isRunning ? INTERRUPTED : stored;
    }

    private static String took(Timestamp started, Timestamp finished, boolean isRunning) {
        if (finished == null && !isRunning) {
            return "";
        }
        return duration(Duration.between(started.toInstant(), finished == null ? Instant.now() : finished.toInstant()));
    }

    private static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 60
                ? String.format(java.util.Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0)
                : String.format(java.util.Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
