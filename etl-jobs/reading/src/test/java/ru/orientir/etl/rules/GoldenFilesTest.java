package ru.orientir.etl.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.reading.FileReading;
import ru.orientir.etl.reading.LandedRow;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.ReadingLimits;
import ru.orientir.etl.reading.RefusedFile;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.reading.SourceFile;

/**
 * Reads {@code golden/<feed>/input} and compares what is kept and what is rejected with the files beside it. Run with
 * {@code -Dgolden.update=true} to write them anew, then read the difference.
 */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Map<String, String> NAMES = Map.of(
            "enrolment", "07724000-S-001 Контингент.xlsx",
            "college_graduate_employment", "Колледж А 2021.xlsx",
            "vacancy", "vacancies.json");

    static Stream<String> feeds() {
        return FeedContracts.bundled().all().stream().map(FeedContract::feed);
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void keepsAndRejectsWhatTheGoldenFilesSay(String feed) throws IOException, RefusedFile {
        FeedContract contract = FeedContracts.bundled().get(feed);
        String name = NAMES.getOrDefault(feed, "input.csv");
        byte[] input = input(feed);
        ReportingYears years = new ReportingYears(2019, 2025);
        RowConforming conforming = new RowConforming(contract, ReferenceCodes.bundled(), years);
        List<String> kept = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        kept.add("row;"
                + String.join(
                        ";", contract.fields().stream().map(ContractField::name).toList()) + ";reporting year");
        rejected.add("row;cell;rule;severity;message_ru;message_en;masked_row");

        new FileReading(
                        contract,
                        new Pseudonymiser("a key for tests only".getBytes(StandardCharsets.UTF_8), "test"),
                        ReadingLimits.DEFAULT.within(years))
                .read(
                        new SourceFile(feed, name, "memory:" + name, input.length, "0"),
                        () -> new ByteArrayInputStream(input),
                        row -> sort(row, conforming.conform(row, name), kept, rejected));

        compare(GOLDEN.resolve(feed).resolve("expected.csv"), kept);
        compare(GOLDEN.resolve(feed).resolve("rejected.csv"), rejected);
    }

    private static void sort(LandedRow landed, ConformedRow row, List<String> kept, List<String> rejected) {
        if (row.isValid()) {
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(landed.rowNumber()));
            for (Object value : row.values()) {
                cells.add(value == null ? "" : value.toString());
            }
            cells.add(String.valueOf(row.reportingYear()));
            kept.add(String.join(";", cells));
        }
        for (Rejection rejection : row.rejections()) {
            rejected.add(String.join(
                    ";",
                    String.valueOf(rejection.rowNumber()),
                    rejection.cell() == null ? "" : rejection.cell(),
                    rejection.rule(),
                    rejection.severity().code(),
                    rejection.messageRu(),
                    rejection.messageEn(),
                    rejection.maskedRow()));
        }
    }

    private static void compare(Path file, List<String> lines) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, String.join("\n", lines) + "\n");
        }
        assertThat(lines).isEqualTo(Files.readAllLines(file));
    }

    private static byte[] input(String feed) throws IOException {
        Path folder = GOLDEN.resolve(feed);
        Path sheets = folder.resolve("input.sheets.txt");
        if (Files.exists(sheets)) {
            return workbook(Files.readAllLines(sheets));
        }
        Path csv = folder.resolve("input.csv");
        return Files.readAllBytes(Files.exists(csv) ? csv : folder.resolve("input.json"));
    }

    /** A workbook from lines: {@code ## name} begins a sheet, {@code |} parts cells, {@code =} begins a formula. */
    static byte[] workbook(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "golden", "1.0")) {
            Worksheet sheet = null;
            int row = 0;
            for (String line : lines) {
                if (line.startsWith("## ")) {
                    sheet = workbook.newWorksheet(line.substring(3));
                    row = 0;
                    continue;
                }
                String[] cells = line.split("\\|", -1);
                for (int column = 0; column < cells.length; column++) {
                    write(sheet, row, column, cells[column]);
                }
                row++;
            }
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int column, String cell) {
        if (cell.startsWith("=")) {
            sheet.formula(row, column, cell.substring(1));
        } else if (cell.matches("\\d{1,9}(\\.\\d+)?") && !cell.matches("0\\d")) {
            sheet.value(row, column, Double.parseDouble(cell));
        } else if (!cell.isEmpty()) {
            sheet.value(row, column, cell);
        }
    }
}
