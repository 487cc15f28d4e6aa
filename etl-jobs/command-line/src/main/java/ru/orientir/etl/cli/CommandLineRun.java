package ru.orientir.etl.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import ru.orientir.etl.job.LoadOutcome;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.settings.CannotProceedException;

/**
 * One run of the command line, from its arguments to its exit code: 0 done, 1 failed, 2 wrong usage, 3 published with refusals, 4 another
 * run holds the lock, 5 checks failed. What goes wrong is told in one line; stack traces go to the log.
 */
public final class CommandLineRun {

    private static final String FLAG = "--orientir.";
    private static final String HOME = "orientir.home";

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> flags = new LinkedHashMap<>();
    private final Path home;

    private CommandLineRun(String... arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith(FLAG) && equals > 0) {
                flags.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        home = home(flags.remove(HOME)).toAbsolutePath().normalize();
    }

    /** Takes settings ({@code --orientir.lake=…}) out of the arguments; the rest is a command. */
    public static CommandLineRun of(String... arguments) {
        return new CommandLineRun(arguments);
    }

    private static Path home(String flag) {
        for (String candidate : new String[] {flag, System.getProperty(HOME), System.getenv("ORIENTIR_HOME")}) {
            if (candidate != null && !candidate.isBlank()) {
                return Path.of(candidate);
            }
        }
        return Path.of("var");
    }

    /** Runs the command and returns its exit code. */
    public int run() {
        // Before the first logger wakes: the log's folder, and Boot's hands off the logging.
        System.setProperty(HOME, home.toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        try (CommandContext context = new CommandContext(home, flags, out, err)) {
            int exitCode = commandLine(context, out, err).execute(words.toArray(String[]::new));
            out.flush();
            return exitCode;
        }
    }

    static CommandLine commandLine(CommandContext context, PrintStream out, PrintStream err) {
        return new CommandLine(new OrientirCommand(), new CommandFactory(context))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(CommandLineRun::tellWrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> tellFailure(context, failure, command));
    }

    private static int tellWrongUsage(CommandLine.ParameterException failure, String... arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try ./" + command.getCommandSpec().qualifiedName(" ") + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int tellFailure(CommandContext context, Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandLine.ParameterException usage) {
            return tellWrongUsage(usage);
        }
        if (context.isStopping()) {
            err.println("Stopped.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        Logger log = LoggerFactory.getLogger(CommandLineRun.class);
        if (failure instanceof RunLock.HeldByAnotherException) {
            log.info(failure.getMessage());
            err.println(failure.getMessage());
            return LoadOutcome.Status.LOCKED.exitCode();
        }
        log.error("Command {} failed", command.getCommandName(), failure);
        if (failure instanceof CannotProceedException) {
            err.println(failure.getMessage());
        } else {
            err.println("Command " + command.getCommandName() + " failed: " + firstLine(failure));
            err.println("The details are in " + context.logFile());
        }
        if (context.isDebug()) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstLine(Throwable failure) {
        Throwable told = failure;
        while (told.getMessage() == null && told.getCause() != null) {
            told = told.getCause();
        }
        String message = told.getMessage();
        return message == null || message.isBlank()
                ? told.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
