package ru.orientir.etl.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import ru.orientir.etl.contract.FeedContract;

/** Rows of a workbook, sheet by sheet; the packed workbook is held in memory, the rows are not. */
final class WorkbookContent {
    private static final Pattern NOT_DATE_LETTERS = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.|_.|General|general");
    private static final int WIDEST_NUMBER = 400;
    private static final int LETTERS = 26;
    private static final int LONGEST_FORMAT = 255;

    private final FeedContract contract;
    private final TextFindings findings;
    private final Refusals refusals;
    private final ReadingLimits limits;
    private final String fileName;

    WorkbookContent(
            FeedContract contract, TextFindings findings, Refusals refusals, ReadingLimits limits, String fileName) {
        this.contract = contract;
        this.findings = findings;
        this.refusals = refusals;
        this.limits = limits;
        this.fileName = fileName;
    }

    void read(OpenStream stream, RowLanding landing, List<String> notices) throws RefusedFile, IOException {
        byte[] packed;
        try (InputStream bytes = FileReading.opened(stream)) {
            packed = bytes.readNBytes(Math.toIntExact(limits.maxWorkbookBytes()) + 1);
        }
        if (packed.length > limits.maxWorkbookBytes()) {
            throw refusals.archiveBomb(
                    fileName,
                    "книга больше %d МБ".formatted(limits.maxWorkbookBytes() >> 20),
                    "the workbook is larger than %d MB".formatted(limits.maxWorkbookBytes() >> 20));
        }
        new WorkbookGuard(refusals, limits).check(packed);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(packed), new ReadingOptions(true, true))) {
            readSheets(workbook.getSheets().toList(), landing, notices);
        } catch (StackOverflowError
                | ExcelReaderException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NullPointerException
                | ArithmeticException failure) {
            // The parser reports a damaged part by whatever it stumbles over.
            throw refusals.unreadable("содержимое книги не разбирается", "the workbook's content cannot be parsed");
        }
    }

    private void readSheets(List<Sheet> sheets, RowLanding landing, List<String> notices)
            throws RefusedFile, IOException {
        Pattern wanted = contract.form().sheetPattern();
        List<String> others = new ArrayList<>();
        RefusedFile withoutHeader = null;
        int read = 0;
        boolean anyMatch = false;
        for (Sheet sheet : sheets) {
            if (wanted != null && !wanted.matcher(sheet.getName()).matches()) {
                others.add(sheet.getName());
                continue;
            }
            anyMatch = true;
            if (sheet.getVisibility() != SheetVisibility.VISIBLE) {
                notices.add("Лист «%s» скрыт, но прочитан: удалите его, если он не нужен.".formatted(sheet.getName()));
            }
            TableLanding table = new TableLanding(
                    contract, landing, findings, refusals, fileName, sheet.getName(), false, WorkbookContent::column);
            try {
                if (readSheet(sheet, table)) {
                    read++;
                } else {
                    notices.add("Лист «%s» пуст.".formatted(sheet.getName()));
                }
            } catch (RefusedFile refusal) {
                boolean otherSheetMayDo = wanted == null
                        && sheets.size() > 1
                        && "no_header".equals(refusal.rejection().rule());
                if (!otherSheetMayDo) {
                    throw refusal;
                }
                withoutHeader = withoutHeader == null ? refusal : withoutHeader;
                others.add(sheet.getName());
            }
        }
        if (!anyMatch) {
            throw refusals.wrongSheet(
                    "«" + String.join("», «", others) + "»",
                    "«2022-2023» (учебный год)",
                    "«2022-2023» (academic year)");
        }
        if (read == 0 && withoutHeader != null) {
            throw withoutHeader;
        }
        if (read == 0) {
            throw refusals.empty("в книге нет ни одной строки данных", "the workbook holds no row of data");
        }
        if (!others.isEmpty()) {
            notices.add("Не прочитаны листы, которых нет в форме: «" + String.join("», «", others) + "».");
        }
    }

    /** Whether the sheet holds anything. */
    private boolean readSheet(Sheet sheet, TableLanding table) throws RefusedFile, IOException {
        boolean any = false;
        try (Stream<Row> rows = sheet.openStream()) {
            for (Iterator<Row> iterator = rows.iterator(); iterator.hasNext(); ) {
                Row row = iterator.next();
                String[] cells = new String[row.getCellCount()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = text(row.getCell(i));
                    any |= cells[i] != null && !cells[i].isBlank();
                    if (cells[i] != null && cells[i].length() > limits.maxCellCharacters()) {
                        String address = column(i) + row.getRowNum();
                        throw refusals.tooLargeCell(
                                "лист «%s», ячейка %s".formatted(sheet.getName(), address),
                                "sheet «%s», cell %s".formatted(sheet.getName(), address),
                                limits.maxCellCharacters());
                    }
                }
                table.accept(row.getRowNum(), cells);
            }
        }
        if (any) {
            table.finish();
        }
        return any;
    }

    private static String text(Cell cell) {
        if (cell == null) {
            return null;
        }
        if (cell.getFormula() != null && !cell.getFormula().isEmpty()) {
            return "=" + cell.getFormula();
        }
        return switch (cell.getType()) {
            case EMPTY -> null;
            case NUMBER -> number(cell);
            case BOOLEAN, ERROR, FORMULA, STRING ->
                cell.getType() == CellType.BOOLEAN
                        ? String.valueOf(cell.getValue())
                        : cell.getType() == CellType.STRING ? cell.getText() : cell.getRawValue();
        };
    }

    private static String number(Cell cell) {
        if (isDate(cell.getDataFormatString())) {
            LocalDateTime moment = cell.asDate();
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? moment.toLocalDate().toString()
                    : moment.withNano(0).toString();
        }
        BigDecimal number = cell.asNumber().stripTrailingZeros();
        return Math.abs((long) number.scale()) > WIDEST_NUMBER ? cell.getRawValue() : number.toPlainString();
    }

    private static boolean isDate(String format) {
        if (format == null || format.length() > LONGEST_FORMAT) {
            return false;
        }
        String letters = NOT_DATE_LETTERS.matcher(format).replaceAll("");
        return letters.matches("(?si).*[dyдг].*") || letters.matches("(?i)m{1,5}");
    }

    /** {@code A}, {@code B} … {@code AA}. */
    static String column(int position) {
        StringBuilder name = new StringBuilder();
        for (int rest = position + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            name.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return name.toString();
    }
}
