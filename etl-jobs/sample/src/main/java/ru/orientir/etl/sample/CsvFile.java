package ru.orientir.etl.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file that knows which line it is on. */
final class CsvFile implements AutoCloseable {

    static final Charset CP1251 = Charset.forName("windows-1251");

    private final CsvWriter writer;
    private final String name;
    private int line;

    private CsvFile(CsvWriter writer, String name) {
        this.writer = writer;
        this.name = name;
    }

    /** Opens {@code folder/name} in UTF-8; {@code name} may hold sub-folders. */
    static CsvFile open(Path folder, String name, char separator) {
        return open(folder, name, separator, StandardCharsets.UTF_8, false);
    }

    static CsvFile open(Path folder, String name, char separator, Charset charset, boolean hasByteOrderMark) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            OutputStream out = Files.newOutputStream(file);
            OutputStreamWriter text = new OutputStreamWriter(out, charset);
            if (hasByteOrderMark) {
                text.write('\uFEFF');
            }
            return new CsvFile(
                    CsvWriter.builder()
                            .fieldSeparator(separator)
                            .lineDelimiter(LineDelimiter.CRLF)
                            .build(text),
                    name);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Writes a row and returns its line number, from 1. */
    int row(String... cells) {
        writer.writeRecord(cells);
        return ++line;
    }

    int row(List<String> cells) {
        return row(cells.toArray(String[]::new));
    }

    /** Rows written, the header included. */
    int lines() {
        return line;
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot finish " + name, e);
        }
    }
}
