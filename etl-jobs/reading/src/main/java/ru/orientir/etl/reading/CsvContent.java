package ru.orientir.etl.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import ru.orientir.etl.contract.FeedContract;

/** Rows of delimited text, one at a time, decoded strictly. */
final class CsvContent {
    private static final int LARGEST_RECORD = 1 << 20;

    private final FeedContract contract;
    private final Refusals refusals;
    private final ReadingLimits limits;

    CsvContent(FeedContract contract, Refusals refusals, ReadingLimits limits) {
        this.contract = contract;
        this.refusals = refusals;
        this.limits = limits;
    }

    void read(InputStream stream, byte[] head, TableLanding table) throws RefusedFile, IOException {
        Charset charset = contract.form().charset();
        TextEncoding.skipMark(stream);
        Reader text = new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        long line = 1;
        try (CsvReader<CsvRecord> records = settings(delimiter(head)).ofCsvRecord(text);
                CloseableIterator<CsvRecord> iterator = records.iterator()) {
            while (iterator.hasNext()) {
                CsvRecord row = iterator.next();
                line = row.getStartingLineNumber();
                String[] cells = row.getFields().toArray(String[]::new);
                for (int i = 0; i < cells.length; i++) {
                    if (cells[i].length() > limits.maxCellCharacters()) {
                        throw refusals.tooLargeCell(
                                "строка %d, столбец %d".formatted(line, i + 1),
                                "line %d, column %d".formatted(line, i + 1),
                                limits.maxCellCharacters());
                    }
                }
                table.accept(Math.toIntExact(line), cells);
            }
        } catch (CsvParseException failure) {
            throw unparsable(failure, line);
        } catch (StorageFailure failure) {
            throw failure;
        } catch (UncheckedIOException failure) {
            throw undecodable(failure.getCause(), line);
        }
        table.finish();
    }

    private RefusedFile unparsable(CsvParseException failure, long line) throws IOException {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        if (cause instanceof StorageFailure storage) {
            throw storage;
        }
        if (cause instanceof IOException io && !(cause instanceof CharacterCodingException)) {
            throw io;
        }
        if (cause instanceof CharacterCodingException) {
            return undecodable((IOException) cause, line);
        }
        if (message.contains("buffer") || message.contains("size")) {
            return refusals.tooLargeCell(
                    "после строки %d".formatted(line), "after line %d".formatted(line), limits.maxCellCharacters());
        }
        return refusals.unclosedQuote(line + 1);
    }

    private RefusedFile undecodable(IOException failure, long line) throws IOException {
        if (failure instanceof CharacterCodingException) {
            String expected = contract.form().encoding();
            return refusals.wrongEncoding(
                    "UTF-8".equals(expected) ? "не UTF-8 (вероятно, windows-1251)" : "другая",
                    expected,
                    "после строки %d".formatted(line),
                    "after line %d".formatted(line));
        }
        throw failure;
    }

    /** Of the accepted delimiters the one with which the first rows look most like the form. */
    private String delimiter(byte[] head) {
        List<String> accepted = contract.form().delimiters();
        if (accepted.size() == 1) {
            return accepted.get(0);
        }
        String text = new String(head, contract.form().charset());
        String best = accepted.get(0);
        int matched = -1;
        for (String delimiter : accepted) {
            List<String[]> rows = new ArrayList<>();
            try (CsvReader<CsvRecord> records =
                    settings(delimiter).allowUnclosedQuote(true).ofCsvRecord(new StringReader(text))) {
                for (CsvRecord row : records) {
                    if (rows.size() < contract.form().headerSearchRows()) {
                        rows.add(row.getFields().toArray(String[]::new));
                    }
                }
            } catch (IOException | CsvParseException failure) {
                continue;
            }
            TableHeader header = TableHeader.best(contract, rows);
            if (header != null && header.matched() > matched) {
                matched = header.matched();
                best = delimiter;
            }
        }
        return best;
    }

    private static CsvReader.CsvReaderBuilder settings(String delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(LARGEST_RECORD)
                .skipEmptyLines(true);
    }
}
