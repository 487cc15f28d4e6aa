package ru.orientir.etl.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import ru.orientir.etl.job.LoadContext;
import ru.orientir.etl.job.LoadOutcome;
import ru.orientir.etl.job.LoadRequest;
import ru.orientir.etl.job.NightlyLoad;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.FeedCount;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** Runs a load under the run lock and tells how it ended: the one way nightly, backfill and demo take. */
final class LockedLoad {

    private final CommandContext context;
    private final CommandLine.Model.CommandSpec command;
    private final SparkSessions spark;
    private WarehouseDatabase database;
    private ConfigurableApplicationContext spring;

    LockedLoad(CommandContext context, CommandLine.Model.CommandSpec command) {
        this.context = context;
        this.command = command;
        this.spark = new SparkSessions(context.settings(command));
    }

    /** Takes the lock before anything else, so that a second run is refused within its first second. */
    void open() {
        database = context.openWarehouse(command);
        RunLock lock = context.teardown().add(RunLock.acquire(database, command.name()));
        database.migrate();
        context.teardown().add(spark);
        spring = context.teardown()
                .add(LoadContext.start(context.settings(command), context.flags(), database, lock, spark));
    }

    /** Starts Spark before a step asks for it, where rows to load are certain. */
    void startSpark() {
        spark.get();
    }

    LoadOutcome run(LoadRequest request) {
        try (ConsoleProgress progress = new ConsoleProgress(context)) {
            return spring.getBean(NightlyLoad.class).run(request, progress);
        }
    }

    /** The warehouse the load went to, open until the command ends. */
    WarehouseDatabase database() {
        return database;
    }

    /** Prints the counts a feed, what was published, and the closing sentence. */
    void tell(LoadOutcome outcome, Instant started) {
        if (!outcome.feeds().isEmpty()) {
            printFeeds(outcome.feeds());
        }
        context.out().println(outcome.message());
        if (!outcome.publishedYears().isEmpty()) {
            context.out()
                    .println("Published years: "
                            + String.join(
                                    ", ",
                                    outcome.publishedYears().stream()
                                            .sorted()
                                            .map(String::valueOf)
                                            .toList()));
        }
        if (outcome.status() == LoadOutcome.Status.PUBLISHED_WITH_REFUSALS) {
            context.out()
                    .println(
                            "Refused files and the reasons: ./orientir sql \"select file_name, message_ru from mart.rejected_row where severity = 'file'\"");
        }
        context.out().println("Run " + outcome.runId() + " took " + seconds(started) + " s; steps: ./orientir status");
        context.out().flush();
    }

    void printFeeds(List<FeedCount> feeds) {
        TextTable table =
                new TextTable("feed", ">files", ">refused", ">rows read", ">written", ">rejected", ">left out");
        long files = 0;
        long refused = 0;
        long read = 0;
        long written = 0;
        long rejected = 0;
        long leftOut = 0;
        for (FeedCount feed : feeds) {
            table.add(
                    feed.feed(),
                    feed.files(),
                    feed.refusedFiles(),
                    feed.read(),
                    feed.written(),
                    feed.rejected(),
                    feed.leftOut());
            files += feed.files();
            refused += feed.refusedFiles();
            read += feed.read();
            written += feed.written();
            rejected += feed.rejected();
            leftOut += feed.leftOut();
        }
        table.add("total", files, refused, read, written, rejected, leftOut);
        table.print(context.out());
        context.out().println();
    }

    static long seconds(Instant started) {
        return Math.round(Duration.between(started, Instant.now()).toMillis() / 1000.0);
    }
}
