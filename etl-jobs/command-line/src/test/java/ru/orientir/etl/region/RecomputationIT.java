package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three indicators computed once more from the delivered files, in plain Java and with readers of the tests' own. Only the list of rows to
 * leave out is taken from the sample.
 */
class RecomputationIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static LoadedRegion region;
    private static Set<String> rejected;
    private static Map<String, String> organizationByShortName;
    private static Map<String, LocalDate> closedOn;

    @BeforeAll
    static void readLists() throws IOException {
        region = LoadedRegion.get();
        rejected = new HashSet<>();
        for (Map<String, String> defect : Csv.truth(region.sample().truth().resolve("planted_defects.csv"))) {
            // A share that does not agree is only warned of.
            if (!defect.get("rule").equals("share_mismatch")) {
                rejected.add(String.join("|", List.copyOf(defect.values()).subList(0, 4)));
            }
        }
        organizationByShortName = new HashMap<>();
        closedOn = new HashMap<>();
        for (Path file : files("organization_register")) {
            for (Map<String, String> row : Csv.records(file, StandardCharsets.UTF_8, ';')) {
                organizationByShortName.put(row.get("Краткое наименование"), row.get("Код организации"));
                if (!row.get("Дата прекращения").isEmpty()) {
                    closedOn.put(row.get("Код организации"), day(row.get("Дата прекращения")));
                }
            }
        }
    }

    @Test
    void coverageIsDifferentChildrenInEventsByPupils() throws Exception {
        Map<String, Set<String>> children = new TreeMap<>();
        Set<String> reported = new HashSet<>();
        for (Path file : files("event_participation")) {
            String name = region.inbox()
                    .resolve("event_participation")
                    .relativize(file)
                    .toString();
            if (rejected.contains("event_participation|" + name + "||")) {
                continue;
            }
            reported.add(file.getFileName().toString().substring(0, 19));
            List<List<String>> rows = Csv.rows(file, StandardCharsets.UTF_8, ';');
            List<String> header = rows.get(0);
            for (int i = 1; i < rows.size(); i++) {
                Map<String, String> row = new HashMap<>();
                for (int column = 0;
                        column < header.size() && column < rows.get(i).size();
                        column++) {
                    row.put(header.get(column), rows.get(i).get(column));
                }
                if (rejected.contains("event_participation|" + name + "||" + (i + 1))
                        || !row.get("Участвовал").strip().equalsIgnoreCase("да")) {
                    continue;
                }
                String child = String.join("|", row.get("Фамилия"), row.get("Имя"), row.get("Отчество"))
                                .toUpperCase(Locale.ROOT)
                                .replace('Ё', 'Е')
                                .replaceAll("\\s+", "")
                        + day(row.get("Дата рождения"));
                children.computeIfAbsent(
                                row.get("Код школы").strip() + " "
                                        + day(row.get("Дата мероприятия")).getYear(),
                                key -> new HashSet<>())
                        .add(child);
            }
        }
        Map<String, Integer> pupils = pupils();
        List<String> expected = new ArrayList<>();
        for (String key : pupils.keySet()) {
            if (reported.contains(key.replace(' ', '_'))) {
                int count = children.getOrDefault(key, Set.of()).size();
                expected.add(figure(key, count, pupils.get(key)));
            }
        }
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(mart("1.3")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void agreementsInForceAreThoseStandingOnTheLastDayOfTheYear() throws Exception {
        Map<String, Set<String>> inForce = new TreeMap<>();
        for (Path file : files("partnership_agreement")) {
            List<List<String>> rows = Csv.rows(file, StandardCharsets.UTF_8, ';');
            for (int i = 1; i < rows.size(); i++) {
                List<String> row = rows.get(i);
                if (rejected.contains("partnership_agreement|" + file.getFileName() + "||" + (i + 1))) {
                    continue;
                }
                String school = row.get(0).strip();
                LocalDate signed = day(row.get(5));
                for (int year = 2020; year <= 2025; year++) {
                    LocalDate last = LocalDate.of(year, 12, 31);
                    LocalDate closed = closedOn.getOrDefault(school, LocalDate.MAX);
                    Set<String> standing = closed.getYear() < year
                            ? new HashSet<>()
                            : inForce.computeIfAbsent(school + " " + year, key -> new HashSet<>());
                    boolean valid = row.get(6).isBlank() || !day(row.get(6)).isBefore(last);
                    boolean unended = row.get(7).isBlank() || day(row.get(7)).isAfter(last);
                    if (!signed.isAfter(last) && valid && unended && closed.isAfter(last)) {
                        standing.add(row.get(1).strip());
                    }
                }
            }
        }
        List<String> expected = new ArrayList<>();
        inForce.forEach((key, numbers) -> expected.add(figure(key, numbers.size(), null)));
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(mart("2.1")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void employmentIsEmployedGraduatesByGraduates() throws Exception {
        Map<String, int[]> sums = new TreeMap<>();
        for (Path file : files("college_graduate_employment")) {
            String year = file.getFileName().toString().replaceFirst(".* (\\d{4})\\.xlsx", "$1");
            PlainWorkbook.read(file).sheets().forEach((sheet, rows) -> {
                Map<String, String> columnOf = new HashMap<>();
                rows.values().iterator().next().forEach((column, number) -> columnOf.put(number, column));
                rows.forEach((number, row) -> {
                    boolean isTotal = "1".equals(row.get(columnOf.get("05")));
                    String place = "college_graduate_employment|" + file.getFileName() + "|" + sheet + "|" + number;
                    if (isTotal && !rejected.contains(place)) {
                        String college = organizationByShortName.get(row.get(columnOf.get("01")));
                        int[] sum = sums.computeIfAbsent(college + " " + year, key -> new int[2]);
                        sum[0] += Integer.parseInt(row.get(columnOf.get("08")));
                        sum[1] += Integer.parseInt(row.get(columnOf.get("07")));
                    }
                });
            });
        }
        List<String> expected = new ArrayList<>();
        sums.forEach((key, sum) -> expected.add(figure(key, sum[0], sum[1])));
        assertThat(expected).hasSize(24);
        assertThat(mart("3.2")).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Pupils of all grades by school and year; of several forms the one filled in last. */
    private static Map<String, Integer> pupils() throws IOException {
        Map<String, LocalDate> submitted = new HashMap<>();
        Map<String, Integer> pupils = new TreeMap<>();
        for (Path file : files("enrolment")) {
            if (rejected.contains("enrolment|" + file.getFileName() + "||")) {
                continue;
            }
            for (EnrolmentForm form : EnrolmentForm.read(file)) {
                String key = form.organizationId() + " " + form.reportingYear();
                LocalDate known = submitted.get(key);
                if (known != null && !form.submittedOn().isAfter(known)) {
                    assertThat(form.submittedOn())
                            .as("two forms of one day: " + key)
                            .isNotEqualTo(known);
                    continue;
                }
                submitted.put(key, form.submittedOn());
                int sum = 0;
                for (Map.Entry<Integer, List<String>> grade : form.figures().entrySet()) {
                    String place = "enrolment|" + file.getFileName() + "|" + form.sheet() + "|"
                            + form.rowNumbers().get(grade.getKey());
                    if (!rejected.contains(place)) {
                        sum += Integer.parseInt(grade.getValue().get(0));
                    }
                }
                pupils.put(key, sum);
            }
        }
        return pupils;
    }

    /** Values of the programme's years where there is one. */
    private static List<String> mart(String indicator) throws SQLException {
        try (Connection analyst = region.analyst()) {
            return Marts.rows(
                    analyst,
                    "select organization_id || ' ' || reporting_year, round(numerator), round(denominator)"
                            + " from mart.indicator_by_organization_year where indicator_code = '" + indicator
                            + "' and education_stage = 'all' and learner_category = 'all' and value is not null"
                            + " and abs(value - numerator / coalesce(denominator, 1)) < 1e-9"
                            + " and reporting_year between 2020 and 2025");
        }
    }

    private static String figure(String key, int numerator, Integer denominator) {
        return key + " | " + numerator + " | " + denominator;
    }

    private static List<Path> files(String feed) throws IOException {
        try (Stream<Path> files = Files.walk(region.inbox().resolve(feed))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static LocalDate day(String text) {
        return text.strip().matches("\\d{4}-.*") ? LocalDate.parse(text.strip()) : LocalDate.parse(text.strip(), DAY);
    }
}
