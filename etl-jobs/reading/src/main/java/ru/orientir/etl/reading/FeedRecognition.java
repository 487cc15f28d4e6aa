package ru.orientir.etl.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.FileForm;

/** Tells which feed a file belongs to by its header, for a file that lies outside an inbox. */
public final class FeedRecognition {
    private static final int HEAD_BYTES = 1 << 16;

    private final FeedContracts contracts;
    private final ReadingLimits limits;

    public FeedRecognition(FeedContracts contracts, ReadingLimits limits) {
        this.contracts = contracts;
        this.limits = limits;
    }

    /** The feed whose form explains the most of the file's first rows; none where no form fits. */
    public Optional<String> recognise(String fileName, OpenStream stream) throws IOException {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "json", "jsonl", "ndjson" ->
                accepting(FileForm.Format.JSON).stream().map(FeedContract::feed).findFirst();
            case "xlsx" -> best(FileForm.Format.XLSX, workbookTables(stream));
            default -> bestText(stream);
        };
    }

    private List<FeedContract> accepting(FileForm.Format format) {
        return contracts.all().stream()
                .filter(contract -> contract.form().formats().contains(format))
                .toList();
    }

    private Optional<String> best(FileForm.Format format, List<List<String[]>> tables) {
        Best best = new Best();
        for (FeedContract contract : accepting(format)) {
            tables.forEach(rows -> best.offer(contract, rows));
        }
        return Optional.ofNullable(best.feed);
    }

    private Optional<String> bestText(OpenStream stream) throws IOException {
        byte[] head;
        try (InputStream bytes = stream.open()) {
            head = bytes.readNBytes(HEAD_BYTES);
        }
        Best best = new Best();
        for (FeedContract contract : accepting(FileForm.Format.CSV)) {
            String text = new String(head, contract.form().charset());
            for (String delimiter : contract.form().delimiters()) {
                best.offer(contract, rows(text.startsWith("\uFEFF") ? text.substring(1) : text, delimiter));
            }
        }
        return Optional.ofNullable(best.feed);
    }

    /** The best form so far: no required column missing, most columns matched. */
    private static final class Best {
        private String feed;
        private int matched;

        void offer(FeedContract contract, List<String[]> rows) {
            TableHeader header = TableHeader.best(contract, rows);
            if (header != null && header.missing().isEmpty() && header.matched() > matched) {
                matched = header.matched();
                feed = contract.feed();
            }
        }
    }

    private static List<String[]> rows(String text, String delimiter) {
        List<String[]> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .ofCsvRecord(new StringReader(text))) {
            for (CsvRecord row : records) {
                if (rows.size() < 35) {
                    rows.add(row.getFields().stream()
                            .map(cell -> cell.isBlank() ? null : cell)
                            .toArray(String[]::new));
                }
            }
        } catch (IOException | CsvParseException failure) {
            return rows;
        }
        return rows;
    }

    private List<List<String[]>> workbookTables(OpenStream stream) throws IOException {
        List<List<String[]>> tables = new ArrayList<>();
        try (InputStream bytes = stream.open()) {
            byte[] packed = bytes.readNBytes(Math.toIntExact(limits.maxWorkbookBytes()));
            new WorkbookGuard(new Refusals(""), limits).check(packed);
            try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(packed))) {
                for (Sheet sheet : workbook.getSheets().toList()) {
                    try (var rows = sheet.openStream()) {
                        tables.add(rows.limit(35).map(FeedRecognition::cells).toList());
                    }
                }
            }
        } catch (RefusedFile | IOException | RuntimeException damaged) {
            return tables; // reading the file will say what is wrong with it
        }
        return tables;
    }

    private static String[] cells(Row row) {
        String[] cells = new String[row.getCellCount()];
        for (int i = 0; i < cells.length; i++) {
            String text = row.getCell(i) == null ? null : row.getCell(i).getRawValue();
            cells[i] = text == null || text.isBlank() ? null : text;
        }
        return cells;
    }
}
