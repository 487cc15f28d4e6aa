package ru.orientir.etl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.CannotProceedException;

/** Answers a query as the analyst: a read-only login that sees {@code mart} and nothing else. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        header = "Answer a query as the analyst: read-only, schema mart only.",
        description = {
            "",
            "Without a query it is read from the standard input. Rows are printed as they come; of several",
            "queries all answers are printed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir sql \"select * from stage_comparison where level = 'municipality'\"",
            "  ./orientir sql --format csv \"select * from mart.submission\" > submission.csv",
            "  ./orientir sql --format json -f query.sql"
        })
final class SqlCommand extends Subcommand {

    private static final int FETCH_ROWS = 2_000;
    private static final String TIMED_OUT = "57014";

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description =
                    "table, csv (RFC 4180 with a header, NULL is empty) or json (an array of objects). Default: table.")
    private ResultFormat format;

    @Option(
            names = "--timeout",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "Time limit; 0 means none. Default: 60.")
    private int timeoutSeconds;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the query from a file, UTF-8.")
    private Path file;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "The query.")
    private String query;

    SqlCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() throws IOException {
        String sql = query();
        if (timeoutSeconds < 0) {
            throw usageError("--timeout is " + timeoutSeconds + "; expected 0 or more seconds");
        }
        if (!WarehouseDatabase.existsFor(settings())) {
            throw new CannotProceedException("The warehouse is empty; run ./orientir demo or ./orientir nightly first");
        }
        try (Connection connection = context.openWarehouse(command).analyst(Duration.ofSeconds(timeoutSeconds));
                Statement statement = connection.createStatement()) {
            context.teardown().add(() -> cancel(statement));
            connection.setAutoCommit(false);
            statement.setEscapeProcessing(false);
            statement.setFetchSize(FETCH_ROWS);
            boolean rows = statement.execute(sql);
            boolean first = true;
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    if (!first) {
                        context.out().println();
                    }
                    first = false;
                    try (ResultSet result = statement.getResultSet()) {
                        format.print(result, context.out());
                    }
                }
                rows = statement.getMoreResults();
            }
            return 0;
        } catch (SQLException e) {
            throw new CannotProceedException(oneLine(e), e);
        } finally {
            context.out().flush();
        }
    }

    /** A query whose reader has left must not work on. */
    private static void cancel(Statement statement) throws SQLException {
        if (!statement.isClosed()) {
            statement.cancel();
        }
    }

    private String oneLine(SQLException e) {
        if (TIMED_OUT.equals(e.getSQLState()) && e.getMessage().contains("statement timeout")) {
            return "The query took longer than " + timeoutSeconds + " s and was ended; narrow it, or give --timeout";
        }
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private String query() throws IOException {
        if (query != null && file != null) {
            throw usageError("Give the query or a file with it, not both");
        }
        String text = query;
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw usageError("Cannot read " + file);
            }
            text = Files.readString(file);
        } else if (query == null) {
            if (context.isTerminal() && System.in.available() == 0) {
                context.err().println("Reading the query from the standard input; Ctrl-D ends it");
            }
            text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (text.isBlank()) {
            throw usageError("The query is empty");
        }
        return text;
    }
}
