package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** An inbox with good files of every feed and, beside them, every way in which a file of that feed can be unusable. */
class BadInputIT {

    private static final Map<String, String> GOOD = Map.of(
            "organization_register", "Реестр организаций 2025-09-01.csv",
            "enrolment", "07724000-S-003 Контингент.xlsx",
            "event_participation", "2023/07724000-S-001_2023.csv",
            "satisfaction_survey", "2023/07724000-S-001_2023.csv",
            "survey_invitation", "07724000_2023.csv",
            "college_graduate_employment", "ГБПОУ АТ г Невинномысск 2023.xlsx",
            "partnership_agreement", "07724000-S-003.csv",
            "minor_employment", "07724000-Z-001_2023-07.csv",
            "vacancy", "vacancy_26_2023.json");
    private static final String POISONED = "отравленная.json";
    private static final String MOSTLY_WRONG = "mostly wrong/07724000-S-005_2022.csv";

    private static final String OF_STRANGERS = "2023/strangers.csv";

    private static final Map<String, BadFiles.Bad> BAD = new TreeMap<>();
    private static OrientirHome.Ended load;
    private static WarehouseDatabase warehouse;

    @BeforeAll
    static void load() throws IOException {
        LoadedRegion region = LoadedRegion.get();
        Path inbox = region.folder("bad inbox");
        for (Map.Entry<String, String> good : GOOD.entrySet()) {
            Path source = region.inbox().resolve(good.getKey()).resolve(good.getValue());
            copy(source, inbox.resolve(good.getKey()).resolve(good.getValue()));
            for (BadFiles.Bad bad : BadFiles.of(good.getKey(), source).values()) {
                write(inbox.resolve(good.getKey()).resolve(bad.name()), bad.content());
                BAD.put(good.getKey() + "/" + bad.name(), bad);
            }
        }
        write(inbox.resolve("event_participation").resolve(MOSTLY_WRONG), mostlyWrong(region));
        write(inbox.resolve("vacancy").resolve(POISONED), poisoned());
        Files.createSymbolicLink(inbox.resolve("vacancy/again"), inbox.resolve("vacancy"));
        write(inbox.resolve("event_participation").resolve(OF_STRANGERS), ofStrangers(region));
        OrientirHome home = region.emptyHome("bad");
        load = home.run("nightly", "--inbox=" + inbox, "--business-date=" + LoadedRegion.BUSINESS_DATE);
        warehouse = home.openWarehouse();
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void theExitCodeTellsOfRefusals() {
        assertThat(load.exitCode()).as(load.output()).isEqualTo(LoadedRegion.PUBLISHED_WITH_REFUSALS);
        assertThat(load.output()).doesNotContain("\tat ");
    }

    @Test
    void everyBadFileGivesExactlyOneMessageWithItsNameAndReason() throws SQLException {
        Map<String, List<String>> messages = new TreeMap<>();
        try (Connection analyst = analyst()) {
            for (String row : Marts.rows(
                    analyst,
                    "select feed || '/' || file_name, rule, severity, message_ru, message_en from mart.rejected_row")) {
                String[] values = row.split(" \\| ", 2);
                messages.computeIfAbsent(values[0], file -> new ArrayList<>()).add(values[1]);
            }
        }
        List<String> complaints = new ArrayList<>();
        BAD.forEach((name, bad) -> {
            List<String> told = messages.getOrDefault(name, List.of());
            String shortName = name.substring(name.lastIndexOf('/') + 1);
            if (told.size() != 1) {
                complaints.add(name + ": " + told.size() + " messages " + told);
            } else if (!bad.rules().contains(told.get(0).split(" \\| ")[0])
                    || !told.get(0).contains(" | file | ")
                    || !told.get(0).contains(shortName)) {
                complaints.add(name + ": expected " + bad.rules() + ", told " + told.get(0));
            }
        });
        assertThat(BAD).hasSizeGreaterThan(60);
        assertThat(complaints).isEmpty();
    }

    @Test
    void noBadFileIsInForce() throws SQLException {
        assertThat(files("active").stream().filter(BAD::containsKey)).isEmpty();
        assertThat(files("refused")).containsAll(BAD.keySet());
    }

    @Test
    void aFileWhoseRowsAreMostlyWrongIsRefusedWithOneMessageForTheFile() throws SQLException {
        try (Connection analyst = analyst()) {
            assertThat(Marts.rows(
                            analyst,
                            "select rule from mart.rejected_row where severity = 'file' and file_name = '"
                                    + MOSTLY_WRONG + "'"))
                    .containsExactly("too_many_rejected");
        }
        assertThat(files("refused")).contains("event_participation/" + MOSTLY_WRONG);
    }

    @Test
    void theGoodFileOfEveryFeedIsLoaded() throws SQLException {
        TreeSet<String> good = GOOD.entrySet().stream()
                .map(file -> file.getKey() + "/" + file.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
        good.add("event_participation/" + OF_STRANGERS);
        good.add("vacancy/" + POISONED);
        assertThat(files("active")).isEqualTo(good);
        try (Connection loader = warehouse.connect("orientir tests")) {
            for (String fact : List.of(
                    "fact_enrolment",
                    "fact_event_participation",
                    "fact_survey_response",
                    "fact_survey_invitation",
                    "fact_graduate_outcome",
                    "fact_agreement_year",
                    "fact_minor_employment",
                    "fact_vacancy")) {
                assertThat(Long.parseLong(Marts.value(loader, "select count(*) from core." + fact)))
                        .as(fact)
                        .isPositive();
            }
        }
    }

    @Test
    void schoolsThatTheRegisterDoesNotKnowAreOneUnknownSender() throws SQLException {
        try (Connection analyst = analyst()) {
            assertThat(Marts.rows(
                            analyst,
                            "select reporting_year, files, rows_read from mart.submission"
                                    + " where feed_code = 'event_participation' and organization_id = 'unknown'"))
                    .containsExactly("2023 | 1 | 2");
            assertThat(Marts.rows(
                            analyst,
                            "select organization_id, rule from mart.rejected_row where file_name = '" + OF_STRANGERS
                                    + "'"))
                    .containsExactly("07724000-S-998 | unknown_code", "07724000-S-999 | unknown_code");
        }
    }

    @Test
    void aRecordThatNoDatabaseWouldTakeStopsNothing() throws SQLException {
        try (Connection loader = warehouse.connect("orientir tests")) {
            assertThat(
                            Marts.rows(
                                    loader,
                                    "select job_name, work_places from core.fact_vacancy where vacancy_id in ('poisoned-1', 'poisoned-2')"))
                    .containsExactly("Токарь | 1", "Токарь | 1");
        }
    }

    private static Connection analyst() {
        return warehouse.analyst(Duration.ofMinutes(1));
    }

    private static TreeSet<String> files(String status) throws SQLException {
        try (Connection loader = warehouse.connect("orientir tests")) {
            return new TreeSet<>(Marts.rows(
                    loader,
                    "select feed_code || '/' || file_name from audit.source_file where status = '" + status + "'"));
        }
    }

    /** A file whose dates are all wrong. */
    private static byte[] mostlyWrong(LoadedRegion region) throws IOException {
        String text = Files.readString(region.inbox().resolve("event_participation/2022/07724000-S-005_2022.csv"));
        List<String> lines = text.lines().limit(41).toList();
        return String.join("\n", lines)
                .replaceAll("(;[^;]+;)\\d\\d\\.\\d\\d\\.2022;", "$1" + "31.02.2022;")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A file with a row of each of two schools that no register has. */
    private static byte[] ofStrangers(LoadedRegion region) throws IOException {
        List<String> lines =
                Files.readAllLines(region.inbox().resolve("event_participation/2023/07724000-S-001_2023.csv"));
        return String.join(
                        "\n",
                        lines.get(0),
                        lines.get(1).replaceFirst("^[^;]+", "07724000-S-998"),
                        lines.get(2).replaceFirst("^[^;]+", "07724000-S-999"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Zero characters, and work places that no sum could hold. */
    private static byte[] poisoned() {
        String record = """
                {"id":"poisoned-%d","job-name":"То\\u0000карь","creation-date":"2023-02-0%d","work_places":2147483647}""";
        return ("[" + record.formatted(1, 1) + "," + record.formatted(2, 2) + "]").getBytes(StandardCharsets.UTF_8);
    }

    private static void copy(Path source, Path target) throws IOException {
        write(target, Files.readAllBytes(source));
    }

    private static void write(Path target, byte[] content) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target, content);
    }
}
