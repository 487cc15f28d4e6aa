package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.postgres.WarehouseDatabase;

/**
 * A night with three corrections: a file of 2022 delivered again under its name with one «да» changed to «нет», and two forms of 2024
 * delivered under other names with a later date and one pupil more, one of them with its decimal comma mended. First it runs with a
 * check that fails, then without.
 */
class CorrectedInputIT {

    private static final String PARTICIPATIONS = "event_participation/2022/07724000-S-001_2022.csv";
    private static final String CORRECTED_SCHOOL = "07724000-S-001";
    private static final String CORRECTED_FORM_SCHOOL = "07724000-S-003";
    private static final String MENDED_FORM_SCHOOL = "07724000-S-006";
    private static final String VALUES = "select organization_id, reporting_year, indicator_code, education_stage,"
            + " learner_category, numerator, denominator, value, observations, status from mart.indicator_by_organization_year";
    private static final String TOTALS = "select territory_id, reporting_year, indicator_code, education_stage,"
            + " learner_category, numerator, denominator, value, status from mart.indicator_by_municipality_year";

    private static LoadedRegion region;
    private static WarehouseDatabase warehouse;
    private static OrientirHome.Ended failed;
    private static OrientirHome.Ended corrected;
    private static State before;
    private static State afterFailure;
    private static State after;
    private static List<String> rejectsBefore;
    private static List<String> rejectsAfter;

    /** @param vintages years of each publication, the oldest first */
    private record State(List<String> vintages, List<String> values, List<String> totals, Map<String, String> marts) {

        static State now() throws SQLException {
            try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5));
                    Connection loader = warehouse.connect("orientir tests")) {
                return new State(
                        Marts.rows(loader, "select vintage_key, years from audit.publication"),
                        Marts.rows(analyst, VALUES),
                        Marts.rows(analyst, TOTALS),
                        Marts.contentsWithTimes(analyst));
            }
        }
    }

    @BeforeAll
    static void loadTwice() throws Exception {
        region = LoadedRegion.get();
        OrientirHome home = region.copy("corrected");
        Path inbox = Folders.copy(region.inbox(), region.folder("corrected inbox"));
        changeOneParticipation(inbox.resolve(PARTICIPATIONS));
        addOnePupil(inbox.resolve("enrolment"), CORRECTED_FORM_SCHOOL);
        addOnePupil(inbox.resolve("enrolment"), MENDED_FORM_SCHOOL);
        Path resources = region.folder("failing-check");
        Path checks = Files.createDirectories(resources.resolve("table/fact_indicator_value/checks"));
        Files.writeString(checks.resolve("nothing_is_good_enough.sql"), """
                -- fail: Проверка, которая всегда находит ошибку
                SELECT * FROM {{fact_indicator_value}} f
                """);

        warehouse = home.openWarehouse();
        before = State.now();
        rejectsBefore = rejectsOfMendedForm();
        OrientirHome strict = new OrientirHome(
                home.folder(), Map.of("ORIENTIR_JAVA_OPTS", "-Xmx2g -Xbootclasspath/a:" + quoted(resources)));
        failed = region.nightly(strict, inbox);
        afterFailure = State.now();
        corrected = region.nightly(home, inbox);
        after = State.now();
        rejectsAfter = rejectsOfMendedForm();
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void aFailedCheckEndsWithItsExitCodeAndItsMessage() {
        assertThat(failed.exitCode()).as(failed.output()).isEqualTo(LoadedRegion.CHECKS_FAILED);
        assertThat(failed.output()).contains("Проверка, которая всегда находит ошибку");
    }

    @Test
    void aFailedCheckPublishesNothing() {
        assertThat(afterFailure).isEqualTo(before);
    }

    @Test
    void theSameRunIsPublishedOnceTheCheckPasses() {
        assertThat(corrected.exitCode()).as(corrected.output()).isZero();
        assertThat(after.vintages()).hasSize(before.vintages().size() + 1);
    }

    @Test
    void onlyTheYearsThatTheCorrectionsTouchArePublished() {
        assertThat(after.vintages().get(after.vintages().size() - 1)).endsWith("{2022,2024}");
    }

    @Test
    void onlyTheCorrectedSchoolsChangeAndOnlyInTheirYears() {
        TreeSet<String> changed = new TreeSet<>();
        for (String row : difference(before.values(), after.values())) {
            changed.add(row.substring(0, row.indexOf(" | ", row.indexOf(" | ") + 1)));
        }
        assertThat(changed)
                .containsExactly(
                        CORRECTED_SCHOOL + " | 2022",
                        CORRECTED_FORM_SCHOOL + " | 2024",
                        MENDED_FORM_SCHOOL + " | 2024");
    }

    @Test
    void rejectsOfACorrectedFormLeaveTheMartAndThoseOfItsOtherYearsStay() {
        assertThat(rejectsBefore)
                .filteredOn(reject -> reject.startsWith("2024"))
                .isNotEmpty();
        assertThat(rejectsAfter)
                .isEqualTo(rejectsBefore.stream()
                        .filter(reject -> !reject.startsWith("2024"))
                        .toList());
    }

    @Test
    void aCorrectedFormIsOneSubmissionWithItsOwnRejectsOnly() throws SQLException {
        try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
            assertThat(Marts.value(
                            analyst,
                            "select files, rows_read, rows_rejected from mart.submission where feed_code = 'enrolment'"
                                    + " and reporting_year = 2024 and organization_id = '" + MENDED_FORM_SCHOOL + "'"))
                    .isEqualTo("1 | 11 | 0");
        }
    }

    @Test
    void theCorrectedParticipationIsNoLongerCounted() {
        String key = CORRECTED_SCHOOL + " | 2022 | 1.3.participations | all | all | ";
        assertThat(number(after.values(), key)).isEqualTo(number(before.values(), key) - 1);
    }

    @Test
    void theLaterFormWins() {
        String key = CORRECTED_FORM_SCHOOL + " | 2024 | 0.1 | all | all | ";
        assertThat(number(after.values(), key)).isEqualTo(number(before.values(), key) + 1);
    }

    @Test
    void theMunicipalityChangesInTheSameYearsOnly() {
        TreeSet<String> years = new TreeSet<>();
        for (String row : difference(before.totals(), after.totals())) {
            years.add(row.split(" \\| ")[1]);
        }
        assertThat(years).containsExactly("2022", "2024");
    }

    /** Changes one «да» of a participation to «нет». */
    static void changeOneParticipation(Path file) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).endsWith(";да;участник")) {
                lines.set(i, lines.get(i).replaceFirst(";да;участник$", ";нет;"));
                Files.writeString(file, String.join("\r\n", lines) + "\r\n");
                return;
            }
        }
        throw new AssertionError("No participation to change in " + file);
    }

    private static List<String> rejectsOfMendedForm() throws SQLException {
        try (Connection analyst = warehouse.analyst(Duration.ofMinutes(5))) {
            return Marts.rows(
                    analyst,
                    "select reporting_year, rule, file_name, sheet, cell from mart.rejected_row where feed = 'enrolment'"
                            + " and organization_id = '" + MENDED_FORM_SCHOOL + "'");
        }
    }

    /** Delivers a school's form of 2024 under another name: a pupil more in the fifth grade, figures cut to whole numbers. */
    private static void addOnePupil(Path folder, String school) {
        EnrolmentForm form = EnrolmentForm.read(folder.resolve(school + " Контингент.xlsx")).stream()
                .filter(sheet -> sheet.reportingYear() == 2024)
                .findFirst()
                .orElseThrow();
        form.figures().values().forEach(texts -> texts.replaceAll(text -> text.replaceAll("[,.].*", "")));
        List<String> fifthGrade = form.figures().get(5);
        fifthGrade.set(0, String.valueOf(Integer.parseInt(fifthGrade.get(0)) + 1));
        new EnrolmentForm(
                        form.sheet(),
                        form.organizationId(),
                        LocalDate.of(2025, 12, 1),
                        form.figures(),
                        form.rowNumbers())
                .write(folder.resolve(school + " Контингент уточнённый.xlsx"));
    }

    private static List<String> difference(List<String> old, List<String> current) {
        List<String> changed = new ArrayList<>(new TreeSet<>(old));
        changed.removeAll(new TreeSet<>(current));
        List<String> added = new ArrayList<>(current);
        added.removeAll(new java.util.HashSet<>(old));
        changed.addAll(added);
        return changed;
    }

    private static double number(List<String> rows, String key) {
        String row = rows.stream()
                .filter(candidate -> candidate.startsWith(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No row " + key));
        return Double.parseDouble(row.substring(key.length()).split(" \\| ")[0]);
    }

    private static String quoted(Path folder) {
        assertThat(folder.toString())
                .as("the launcher splits ORIENTIR_JAVA_OPTS at spaces")
                .doesNotContain(" ");
        return folder.toString();
    }
}
