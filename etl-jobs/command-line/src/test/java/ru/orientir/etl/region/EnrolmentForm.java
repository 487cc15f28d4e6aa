package ru.orientir.etl.region;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * One sheet of an enrolment form as a person would read it.
 *
 * @param figures by grade the texts below «Всего обучающихся» and the columns right of it; of a formula there is none
 * @param rowNumbers the row of each grade in the sheet
 */
record EnrolmentForm(
        String sheet,
        String organizationId,
        LocalDate submittedOn,
        Map<Integer, List<String>> figures,
        Map<Integer, Integer> rowNumbers) {

    static final List<String> PARTS =
            List.of("девочки", "с ОВЗ", "инвалиды", "сироты", "одарённые", "в возрасте 14–17 лет");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final Pattern GRADE = Pattern.compile("(\\d{1,2})\\s*(?:-?й\\s*)?класс");
    private static final LocalDate SHEET_EPOCH = LocalDate.of(1899, 12, 30);

    static List<EnrolmentForm> read(Path file) {
        List<EnrolmentForm> forms = new ArrayList<>();
        PlainWorkbook.read(file).sheets().forEach((name, rows) -> {
            String organization = null;
            LocalDate submitted = null;
            String total = null;
            Map<Integer, List<String>> figures = new TreeMap<>();
            Map<Integer, Integer> rowNumbers = new TreeMap<>();
            for (Map.Entry<Integer, Map<String, String>> row : rows.entrySet()) {
                List<String> columns = new ArrayList<>(row.getValue().keySet());
                String label = row.getValue().get(columns.get(0));
                Matcher grade = GRADE.matcher(label);
                if (label.startsWith("Код организации")) {
                    organization = row.getValue().get(columns.get(1));
                } else if (label.startsWith("Дата заполнения")) {
                    submitted = day(row.getValue().get(columns.get(1)));
                } else if (label.equals("Класс")) {
                    total = columns.get(1);
                } else if (total != null && grade.matches()) {
                    List<String> texts = new ArrayList<>();
                    for (int i = 0; i <= PARTS.size(); i++) {
                        texts.add(row.getValue().get(String.valueOf((char) (total.charAt(0) + i))));
                    }
                    figures.put(Integer.valueOf(grade.group(1)), texts);
                    rowNumbers.put(Integer.valueOf(grade.group(1)), row.getKey());
                }
            }
            forms.add(new EnrolmentForm(name, organization, submitted, figures, rowNumbers));
        });
        return forms;
    }

    int reportingYear() {
        return Integer.parseInt(sheet.replaceAll("\\D", "").substring(4));
    }

    /** Writes this form as a workbook of its own. */
    void write(Path file) {
        try (OutputStream bytes = Files.newOutputStream(file);
                Workbook workbook = new Workbook(bytes, "school", "1.0")) {
            Worksheet target = workbook.newWorksheet(sheet);
            target.value(0, 0, "Сведения о контингенте обучающихся");
            target.value(1, 0, "Код организации:");
            target.value(1, 1, organizationId);
            target.value(2, 0, "Учебный год:");
            target.value(2, 1, sheet.replace('-', '/'));
            target.value(3, 0, "Дата заполнения:");
            target.value(3, 1, submittedOn.format(DAY));
            target.value(5, 0, "Класс");
            target.value(5, 1, "Всего обучающихся");
            target.value(5, 2, "из них");
            for (int part = 0; part < PARTS.size(); part++) {
                target.value(6, 2 + part, PARTS.get(part));
            }
            int row = 7;
            for (Map.Entry<Integer, List<String>> grade : figures.entrySet()) {
                target.value(row, 0, grade.getKey() + " класс");
                for (int i = 0; i < grade.getValue().size(); i++) {
                    target.value(row, 1 + i, Integer.valueOf(grade.getValue().get(i)));
                }
                row++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDate day(String text) {
        if (text.matches("\\d+(\\.\\d+)?")) {
            return SHEET_EPOCH.plusDays((long) Double.parseDouble(text));
        }
        return text.contains("-") ? LocalDate.parse(text) : LocalDate.parse(text, DAY);
    }
}
