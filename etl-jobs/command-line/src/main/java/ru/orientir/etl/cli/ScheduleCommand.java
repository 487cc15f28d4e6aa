package ru.orientir.etl.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.support.CronExpression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs nightly by a cron expression. Each load is a process of its own, so that one which runs out of memory, or is killed, does not take
 * the schedule with it, and memory is given back between loads.
 */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        header = "Run nightly by a cron expression.",
        description = {
            "",
            "It stays until Ctrl-C or SIGTERM, and lets a load end cleanly first. A moment that comes while",
            "a load is still at work is skipped.",
            ""
        },
        footer = {
            "",
            "The expression has six fields: second, minute, hour, day of month, month, day of week.",
            "Examples:",
            "  ./orientir schedule",
            "  ./orientir schedule --cron \"0 30 3 * * MON-FRI\" --inbox /srv/inbox"
        })
final class ScheduleCommand extends Subcommand {

    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Option(
            names = "--cron",
            defaultValue = "0 0 2 * * *",
            paramLabel = "EXPRESSION",
            description = "When to load. Default: \"0 0 2 * * *\", each night at two.")
    private String cron;

    @Mixin
    private LoadOptions options;

    ScheduleCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        CronExpression expression;
        try {
            expression = CronExpression.parse(cron);
        } catch (IllegalArgumentException e) {
            throw usageError("--cron is «" + cron + "»: " + e.getMessage());
        }
        // A wrong feed or inbox is told now, not at night.
        options.request("schedule", settings(), Set.of());
        RunningLoad running = context.teardown().add(new RunningLoad());
        ZonedDateTime next = expression.next(ZonedDateTime.now());
        while (next != null && !context.isStopping()) {
            say("Next load at " + TIME.format(next) + " " + next.getZone());
            sleepUntil(next);
            try {
                Process load = start();
                running.set(load);
                say("Load started as process " + load.pid());
                say("Load ended with exit code " + meaning(load.waitFor()));
            } catch (IOException e) {
                say("The load could not be started: " + e.getMessage());
            }
            next = skipMissed(expression, next);
        }
        if (next == null) {
            say("The expression has no further moment.");
        }
        return 0;
    }

    /** The first moment to come. */
    private ZonedDateTime skipMissed(CronExpression expression, ZonedDateTime last) {
        ZonedDateTime now = ZonedDateTime.now();
        ZonedDateTime next = expression.next(last);
        int skipped = 0;
        for (; next != null && !next.isAfter(now); next = expression.next(next)) {
            skipped++;
        }
        if (skipped > 0) {
            say("Skipped " + skipped + (skipped == 1 ? " moment" : " moments") + ": the load before was still at work");
        }
        return next;
    }

    private static String meaning(int exitCode) {
        return exitCode
                + switch (exitCode) {
                    case 0 -> ": published, or nothing new";
                    case 3 -> ": published, but a whole file or feed was refused";
                    case 4 -> ": another run holds the lock";
                    case 5 -> ": the checks failed, nothing was published";
                    default -> ": failed, see ./orientir status";
                };
    }

    /** In short sleeps, because the clock may be set and the machine may be suspended. */
    private static void sleepUntil(ZonedDateTime moment) throws InterruptedException {
        Duration left;
        while ((left = Duration.between(ZonedDateTime.now(), moment)).compareTo(Duration.ZERO) > 0) {
            Thread.sleep(Math.max(1, left.compareTo(LONGEST_SLEEP) < 0 ? left.toMillis() : LONGEST_SLEEP.toMillis()));
        }
    }

    private Process start() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.add("-Dorientir.home=" + settings().home());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), OrientirApplication.class.getName()));
        words.add("nightly");
        words.addAll(options.asArguments());
        context.flags().forEach((name, value) -> words.add("--" + name + "=" + value));
        return new ProcessBuilder(words).inheritIO().start();
    }

    private void say(String line) {
        context.out().println(TIME.format(ZonedDateTime.now()) + "  " + line);
        context.out().flush();
    }

    /** The load at work, which ends with the schedule: asked to stop, then waited for. */
    private static final class RunningLoad implements AutoCloseable {

        private volatile Process process;

        void set(Process started) {
            process = started;
        }

        @Override
        public void close() throws InterruptedException {
            if (process != null && process.isAlive()) {
                process.destroy();
                process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
