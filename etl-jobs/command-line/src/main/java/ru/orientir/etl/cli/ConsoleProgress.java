package ru.orientir.etl.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ru.orientir.etl.job.LoadProgress;

/** Shows a load's steps: a bar that stays in place on a terminal, a plain line a step elsewhere. */
final class ConsoleProgress implements LoadProgress, AutoCloseable {

    private static final int WIDTH = Integer.getInteger("orientir.terminal.width", 100);
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final PrintStream err;
    private final boolean terminal;
    private ProgressBar bar;
    private long stepStarted;
    private String prefix = "";

    ConsoleProgress(CommandContext context) {
        err = context.err();
        terminal = context.isTerminal();
    }

    @Override
    public synchronized void stepStarted(String step, int number, int total) {
        stepStarted = System.nanoTime();
        prefix = "[" + number + "/" + total + "] " + step;
        if (!terminal) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Loading")
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUpdateIntervalMillis(500)
                    .continuousUpdate()
                    .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                    .build();
        }
        bar.setExtraMessage(step);
        bar.stepTo(number - 1L);
    }

    @Override
    public synchronized void stepFinished(String step, String summary) {
        double seconds = (System.nanoTime() - stepStarted)
                / (double) Duration.ofSeconds(1).toNanos();
        say(String.format(java.util.Locale.ROOT, "%-32s %6.1f s  %s", prefix, seconds, summary == null ? "" : summary)
                .stripTrailing());
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public synchronized void notice(String message) {
        say(message);
    }

    private void say(String line) {
        err.println((bar == null ? "" : CLEAR_LINE) + line);
        if (bar != null) {
            bar.refresh();
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
