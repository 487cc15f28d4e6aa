package ru.orientir.etl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.dashboards.report.AnnualReport;
import ru.orientir.dashboards.report.ReportFiles;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.CannotProceedException;

/** Writes the report from the marts, as the analyst sees them. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        header = "Write the report, a page and a workbook.",
        description = {"", "orientir.html opens without a network; orientir.xlsx holds the same tables.", ""},
        footer = {"", "Examples:", "  ./orientir report", "  ./orientir report --out /srv/www/orientir"})
final class ReportCommand extends Subcommand {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(30);

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to. Default: ORIENTIR_HOME/reports.")
    private Path out;

    ReportCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (!WarehouseDatabase.existsFor(settings())) {
            throw new CannotProceedException("The warehouse is empty; run ./orientir demo or ./orientir nightly first");
        }
        ReportFiles files = write(
                context.openWarehouse(command), out == null ? settings().home().resolve("reports") : out);
        context.out().println(files.page());
        context.out().println(files.workbook());
        return 0;
    }

    /** Writes both files into {@code folder}. */
    static ReportFiles write(WarehouseDatabase database, Path folder) {
        if (!database.isMigrated()) {
            throw new CannotProceedException("The warehouse is empty; run ./orientir demo or ./orientir nightly first");
        }
        try (Connection analyst = database.analyst(TIME_LIMIT)) {
            return AnnualReport.write(analyst, folder.toAbsolutePath().normalize());
        } catch (SQLException | IOException e) {
            throw new CannotProceedException("Cannot write the report to " + folder + ": " + e.getMessage(), e);
        }
    }
}
