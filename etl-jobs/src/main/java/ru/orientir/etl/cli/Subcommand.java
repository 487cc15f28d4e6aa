package ru.orientir.etl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import ru.orientir.etl.platform.OrientirSettings;

/** What every command has: the process's context, its settings and {@code --debug}. */
abstract class Subcommand implements Callable<Integer> {

    final CommandContext context;

    @CommandLine.Spec
    CommandLine.Model.CommandSpec command;

    Subcommand(CommandContext context) {
        this.context = context;
    }

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    void setDebug(boolean debug) {
        context.setDebug(debug);
    }

    OrientirSettings settings() {
        return context.settings(command);
    }

    CommandLine.ParameterException usageError(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
