package ru.orientir.etl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import ru.orientir.etl.settings.OrientirSettings;

/** What every command has: the process's context, its settings and {@code --debug}. */
public abstract class Subcommand implements Callable<Integer> {

    protected final CommandContext context;

    @CommandLine.Spec
    protected CommandLine.Model.CommandSpec command;

    protected Subcommand(CommandContext context) {
        this.context = context;
    }

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    void setDebug(boolean debug) {
        context.setDebug(debug);
    }

    protected final OrientirSettings settings() {
        return context.settings(command);
    }

    protected final CommandLine.ParameterException usageError(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
