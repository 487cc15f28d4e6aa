package ru.orientir.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightly --no-such-flag",
                "nightly --business-date 31.12.2025",
                "backfill",
                "backfill --years 2025..2020",
                "backfill --years last",
                "backfill --years 2023 --inbox /tmp",
                "schedule --feed no_such_feed",
                "sql --format xml select",
                "sql --timeout -1 select",
                "schedule --cron nightly",
                "generate --scale 0 --out x",
                "demo --scale 0",
                "validate",
                "validate --feed no_such_feed x.csv",
                "no-such-command",
                "dashboards no-such-command",
                "dashboards lint --assets no-such-folder",
                "dashboards import",
                "dashboards import --url http://127.0.0.1:1 --user admin"
            })
    void wrongUsageEndsWithTwoAndPointsToHelp(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(text(err)).contains("--help").doesNotContain("\tat ");
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "generate",
                "nightly",
                "plan",
                "backfill",
                "validate",
                "report",
                "dashboards",
                "dashboards lint",
                "dashboards build",
                "dashboards import",
                "dashboards rights",
                "dashboards export",
                "dashboards diff",
                "sql",
                "status",
                "serve",
                "schedule"
            })
    void everyCommandExplainsItselfWithExamples(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(text(out)).contains("./orientir " + command).containsAnyOf("Example", "Примеры");
        assertThat(text(out).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void helpMayBeAskedForAsACommand() {
        assertThat(run("help", "plan")).isZero();
        assertThat(text(out)).contains("./orientir plan");
    }

    @Test
    void unknownSettingIsWrongUsage() {
        CommandContext context = context(Map.of("orientir.lak", "x"));
        assertThat(CommandLineRun.commandLine(context, stream(out), stream(err)).execute("status"))
                .isEqualTo(2);
        assertThat(text(err)).contains("orientir.lak");
    }

    @Test
    void statusOfNewFolderSaysSoAndStartsNothing() {
        assertThat(run("status")).isZero();
        assertThat(text(out)).contains("No load has been started").doesNotContainIgnoringCase("running");
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    @Test
    void brokenFileIsNamedInRussianWithoutStackTrace() throws Exception {
        Path broken = Files.writeString(home.resolve("broken.xlsx"), "x");
        assertThat(run("validate", broken.toString())).isEqualTo(1);
        assertThat(text(out)).contains("broken.xlsx").contains("НЕ ПРИНЯТ").doesNotContain("\tat ");
    }

    @Test
    void missingInboxIsNotTakenForAnEmptyOne() {
        assertThat(run("nightly", "--inbox", home.resolve("lost mount").toString()))
                .isEqualTo(1);
        assertThat(text(err)).contains("lost mount").contains("no such folder");
    }

    @Test
    void yearsAreWrittenAsRangesAndLists() {
        assertThat(YearRange.parse("2020..2022,2025").years()).containsExactly(2020, 2021, 2022, 2025);
        assertThatThrownBy(() -> YearRange.parse("20..22")).isInstanceOf(CommandLine.TypeConversionException.class);
    }

    @Test
    void tableAlignsCyrillicAndNumbers() {
        TextTable table = new TextTable("школа", ">rows");
        table.add("Лицей № 6", 12_345L);
        table.add("Гимназия", null);
        table.print(stream(out));
        assertThat(text(out).lines())
                .containsExactly("школа        rows", "-----------------", "Лицей № 6  12 345", "Гимназия         ");
    }

    private int run(String... words) {
        return CommandLineRun.commandLine(context(Map.of()), stream(out), stream(err))
                .execute(words);
    }

    private CommandContext context(Map<String, String> flags) {
        return new CommandContext(home, flags, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
