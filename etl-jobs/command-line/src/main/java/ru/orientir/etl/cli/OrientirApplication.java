package ru.orientir.etl.cli;

/** Where the program begins. */
public final class OrientirApplication {

    private OrientirApplication() {}

    public static void main(String[] arguments) {
        System.exit(CommandLineRun.of(arguments).run());
    }
}
