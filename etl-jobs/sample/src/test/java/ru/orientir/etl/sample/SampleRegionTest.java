package ru.orientir.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRegionTest {

    @TempDir
    static Path folder;

    private static SampleRegion.Result sample;

    @BeforeAll
    static void generate() {
        sample = new SampleRegion(1, 7).writeTo(folder.resolve("one"), line -> {});
    }

    @Test
    void holdsEveryFeedAtTheSizeOfATown() {
        assertThat(sample.files())
                .containsOnlyKeys(
                        "organization_register",
                        "enrolment",
                        "event_participation",
                        "satisfaction_survey",
                        "survey_invitation",
                        "college_graduate_employment",
                        "partnership_agreement",
                        "minor_employment",
                        "vacancy");
        assertThat(sample.rows().get("event_participation")).isBetween(80_000L, 105_000L);
        assertThat(truth("0.1", 2020)[0]).isBetween(11_000.0, 13_000.0);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        SampleRegion.Result again = new SampleRegion(1, 7).writeTo(folder.resolve("again"), line -> {});
        Map<String, String> differing = digests(folder.resolve("again"));
        Map<String, String> first = digests(folder.resolve("one"));
        assertThat(differing).hasSameSizeAs(first);
        differing.entrySet().removeAll(first.entrySet());
        assertThat(differing.keySet()).isEmpty();
        assertThat(again.plantedDefects()).isEqualTo(sample.plantedDefects());
    }

    @Test
    void aTownIsTheSameWhateverTheScaleAndOtherwiseWithAnotherSeed() throws Exception {
        new SampleRegion(2, 7).writeTo(folder.resolve("two"), line -> {});
        Map<String, String> first = digests(folder.resolve("one/inbox/event_participation"));
        Map<String, String> both = digests(folder.resolve("two/inbox/event_participation"));
        assertThat(both).containsAllEntriesOf(first).hasSizeGreaterThan(first.size());
        new SampleRegion(1, 8).writeTo(folder.resolve("other seed"), line -> {});
        assertThat(digests(folder.resolve("other seed/inbox/event_participation")))
                .isNotEqualTo(first);
    }

    @Test
    void plantsEveryKindOfDefect() {
        assertThat(sample.plantedDefects())
                .containsOnlyKeys(
                        "required",
                        "not_a_date",
                        "not_a_number",
                        "decimal_comma",
                        "out_of_range",
                        "unknown_code",
                        "pattern",
                        "inn_checksum",
                        "ogrn_checksum",
                        "part_above_whole",
                        "winner_without_participation",
                        "event_before_birth",
                        "implausible_age",
                        "valid_before_signed",
                        "outcomes_exceed_graduates",
                        "share_mismatch",
                        "duplicate",
                        "formula",
                        "subtotal_row",
                        "footnote_row",
                        "unreadable",
                        "empty_file",
                        "wrong_encoding");
    }

    @Test
    void defectsStandWhereTheListSays() throws IOException {
        int checked = 0;
        for (CsvRecord defect : records(folder.resolve("one/truth/planted_defects.csv"), ',')) {
            if (defect.getField(0).equals("event_participation")
                    && !defect.getField(3).isEmpty()) {
                Path file = folder.resolve("one/inbox/event_participation").resolve(defect.getField(1));
                List<String> lines = Files.readAllLines(file);
                int row = Integer.parseInt(defect.getField(3));
                String line = lines.get(row - 1);
                assertThat(line).matches(sign(defect.getField(4), lines.subList(0, row - 1)));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static Predicate<String> sign(String rule, List<String> before) {
        return switch (rule) {
            case "duplicate" -> before::contains;
            case "winner_without_participation" -> line -> line.endsWith(";нет;победитель");
            case "not_a_date" -> line -> line.contains(";31.04.");
            case "formula" -> line -> line.contains("=HYPERLINK");
            case "unknown_code" -> line -> line.contains(";FORUM-XXI;") || line.contains("-S-999;");
            case "required" -> line -> line.split(";")[1].isEmpty();
            default -> line -> !before.contains(line);
        };
    }

    @Test
    void unusableFilesAreWhatTheListCallsThem() throws IOException {
        Path participations = folder.resolve("one/inbox/event_participation");
        assertThat(participations.resolve("2024/07724000-S-003_2024 повтор.csv"))
                .isEmptyFile();
        byte[] wrong = Files.readAllBytes(participations.resolve("2023/07724000-S-003_2023 копия.csv"));
        assertThat(new String(wrong, CsvFile.CP1251)).startsWith("Код школы;");
        assertThat(new String(wrong, StandardCharsets.UTF_8)).contains("\uFFFD");
        Path truncated = folder.resolve("one/inbox/enrolment/07724000-S-008 Контингент (2).xlsx");
        assertThatThrownBy(() -> new ZipFile(truncated.toFile())).isInstanceOf(ZipException.class);
    }

    @Test
    void coverageGrowsAndSatisfactionDoesNot() {
        assertThat(stage("1.3", 2023) - stage("1.3", 2020)).isGreaterThan(0.15);
        assertThat(stage("1.4", 2023) - stage("1.4", 2020)).isGreaterThan(0.02);
        assertThat(truth("2.1", 2025)[0]).isGreaterThan(1.5 * truth("2.1", 2022)[0]);
        assertThat(Math.abs(stage("1.5", 2023) - stage("1.5", 2020))).isLessThan(0.02);
        assertThat(stage("3.2", 2023) - stage("3.2", 2020)).isBetween(-0.05, 0.005);
    }

    @Test
    void endedAndSilentSchoolsHaveNoTruth() {
        assertThat(years("07724000-S-018", "1.3")).containsExactly(2020, 2021, 2022);
        assertThat(years("07724000-S-019", "1.3")).containsExactly(2020, 2021, 2022, 2023);
        assertThat(years("07724000-S-007", "1.3")).containsExactly(2020, 2022, 2023, 2024, 2025);
        assertThat(years("07724000-S-009", "1.3")).contains(2020);
        assertThat(years("07724000-S-009", "1.3w")).doesNotContain(2020);
    }

    @Test
    void refusesAFolderThatHoldsASampleAlready() {
        assertThatThrownBy(() -> new SampleRegion(1, 7).writeTo(folder.resolve("one"), line -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void refusesAScaleWithoutTowns() {
        assertThatThrownBy(() -> new SampleRegion(0, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Share of the three years from {@code first} on. */
    private static double stage(String code, int first) {
        double numerator = 0;
        double denominator = 0;
        for (int year = first; year < first + 3; year++) {
            double[] sums = truth(code, year);
            numerator += sums[0];
            denominator += sums[1];
        }
        return numerator / denominator;
    }

    private static double[] truth(String code, int year) {
        double[] sums = new double[2];
        for (CsvRecord value : records(folder.resolve("one/truth/indicator_value.csv"), ',')) {
            if (value.getField(1).equals(code) && value.getField(2).equals(Integer.toString(year))) {
                sums[0] += Double.parseDouble(value.getField(3));
                sums[1] += value.getField(4).isEmpty() ? 0 : Double.parseDouble(value.getField(4));
            }
        }
        return sums;
    }

    private static Set<Integer> years(String organizationId, String code) {
        Set<Integer> years = new HashSet<>();
        for (CsvRecord value : records(folder.resolve("one/truth/indicator_value.csv"), ',')) {
            if (value.getField(0).equals(organizationId) && value.getField(1).equals(code)) {
                years.add(Integer.valueOf(value.getField(2)));
            }
        }
        return new TreeSet<>(years);
    }

    private static List<CsvRecord> records(Path file, char separator) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(file)) {
            reader.stream().skip(1).forEach(records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    private static Map<String, String> digests(Path root) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                digests.put(root.relativize(file).toString(), HexFormat.of().formatHex(digest));
            }
        }
        return digests;
    }
}
