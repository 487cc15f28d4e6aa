package ru.orientir.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.SettingsReader;

class SqlCommandTest {

    @TempDir
    private static Path home;

    private static WarehouseDatabase database;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void migrate() {
        database = WarehouseDatabase.open(new SettingsReader(home, Map.of()).settings());
        database.migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void csvQuotesWhatNeedsItAndLeavesNullEmpty() {
        assertThat(run("sql", "--format", "csv", "select 1 as a, E'x,\"y\\nz' as \"школа\", null as c, '' as d"))
                .isZero();
        assertThat(text(out)).isEqualTo("a,школа,c,d\n1,\"x,\"\"y\nz\",,\"\"\n");
    }

    @Test
    void jsonKeepsNumbersTruthAndNull() {
        assertThat(run(
                        "sql",
                        "--format",
                        "json",
                        "select 1.50 as a, true as b, null as c, 'x\"' as d, '{\"e\": 1}'::jsonb as f"))
                .isZero();
        assertThat(text(out)).isEqualTo("[\n{\"a\":1.50,\"b\":true,\"c\":null,\"d\":\"x\\\"\",\"f\":{\"e\": 1}}\n]\n");
    }

    @Test
    void jsonWritesArraysAsArraysAndWhatItCannotCountAsText() {
        assertThat(run(
                        "sql",
                        "--format",
                        "json",
                        "select array[1, null] as a, array['x,', '\"'] as b, '{{1,2},{3,4}}'::int[] as c, 'NaN'::numeric as d"
                                + " union all select '{}', null, null, 1e20"))
                .isZero();
        assertThat(text(out)).isEqualTo("""
                [
                {"a":[1,null],"b":["x,","\\""],"c":[[1,2],[3,4]],"d":"NaN"},
                {"a":[],"b":null,"c":null,"d":100000000000000000000}
                ]
                """);
    }

    @Test
    void severalQueriesAreAllAnswered() {
        assertThat(run("sql", "--format", "csv", "set work_mem = '8MB'; select 1 as a; select 2 as b"))
                .isZero();
        assertThat(text(out)).isEqualTo("a\n1\n\nb\n2\n");
    }

    @Test
    void tableShowsNoControlCharacters() {
        assertThat(run("sql", "select E'\\x1b[31mred\\u009b2J' as a")).isZero();
        assertThat(text(out)).contains(" [31mred 2J").doesNotContain("\u001b", "\u009b");
    }

    @Test
    void stopsWhenNobodyReadsTheAnswer() {
        PrintStream closed = new PrintStream(new java.io.OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("Broken pipe");
            }
        });
        for (String format : new String[] {"table", "csv", "json"}) {
            try (CommandContext context = new CommandContext(home, Map.of(), closed, stream(err))) {
                assertThat(CommandLineRun.commandLine(context, closed, stream(err))
                                .execute(
                                        "sql",
                                        "--timeout",
                                        "10",
                                        "--format",
                                        format,
                                        "select generate_series(1, 2000000000)"))
                        .isZero();
            }
        }
    }

    @Test
    void emptyAnswersAreWellFormed() {
        run("sql", "--format", "json", "select 1 as a where false");
        run("sql", "--format", "csv", "select 1 as a where false");
        run("sql", "select 1 as a where false");
        assertThat(text(out)).isEqualTo("[]\na\na\n-\n(0 rows)\n");
    }

    @Test
    void longAnswersAreStreamed() {
        assertThat(run("sql", "--format", "csv", "select generate_series(1, 100000) as n"))
                .isZero();
        assertThat(text(out).lines()).hasSize(100_001);
    }

    @Test
    void questionMarksAndBracesReachTheServer() {
        assertThat(run("sql", "--format", "csv", "select '{\"a\": 1}'::jsonb ? 'a' as has, '{d}' as braces"))
                .isZero();
        assertThat(text(out)).isEqualTo("has,braces\nt,{d}\n");
    }

    @Test
    void mistakeIsToldInOneLine() {
        assertThat(run("sql", "select 1 +\n from")).isEqualTo(1);
        assertThat(text(err).lines()).hasSize(1);
        assertThat(text(err)).contains("syntax error");
    }

    @Test
    void longQueryIsEnded() {
        assertThat(run("sql", "--timeout", "1", "select pg_sleep(20)")).isEqualTo(1);
        assertThat(text(err)).contains("longer than 1 s");
    }

    @Test
    void analystCannotWriteNorReadCore() {
        assertThat(run("sql", "create table mart.x(a int)")).isEqualTo(1);
        assertThat(run("sql", "select count(*) from core.dim_organization")).isEqualTo(1);
        assertThat(run("sql", "set transaction read write; delete from mart.submission"))
                .isEqualTo(1);
        assertThat(text(err)).contains("read-only").contains("permission denied");
    }

    @Test
    void queryMayStandInFile() throws Exception {
        Path file = Files.writeString(home.resolve("query.sql"), "select 'ё' as буква");
        assertThat(run("sql", "--format", "csv", "-f", file.toString())).isZero();
        assertThat(text(out)).isEqualTo("буква\nё\n");
    }

    @Test
    void statusTellsRunningExactlyWhileTheLockIsHeld() throws Exception {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute("insert into audit.load_run(run_id, command, business_date, started_at, status)"
                    + " values ('killed', 'nightly', '2025-12-31', now() - interval '1 hour', 'RUNNING')");
        }
        run("status");
        assertThat(text(out)).contains("INTERRUPTED").doesNotContainIgnoringCase("running");

        out.reset();
        try (RunLock lock = RunLock.acquire(database, "nightly")) {
            lock.verify();
            run("status");
        }
        assertThat(text(out))
                .startsWith(
                        "RUNNING  nightly, process " + ProcessHandle.current().pid());
    }

    private int run(String... words) {
        try (CommandContext context = new CommandContext(home, Map.of(), stream(out), stream(err))) {
            return CommandLineRun.commandLine(context, stream(out), stream(err)).execute(words);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
