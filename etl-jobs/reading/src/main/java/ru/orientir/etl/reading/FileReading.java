package ru.orientir.etl.reading;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FileForm;
import ru.orientir.etl.contract.ReportingYears;

/**
 * Reads delivered files of one feed into landed rows as its contract says.
 *
 * <p>Input: the file's bytes. Output: rows in the file's order, identities already replaced. Memory does not grow with the
 * file, except for a workbook, which is held packed. Not safe for use by several threads at once.
 */
public final class FileReading {
    private static final int HEAD_BYTES = 1 << 16;

    private final FeedContract contract;
    private final Pseudonymiser pseudonymiser;
    private final ReadingLimits limits;
    private final TextFindings findings;

    public FileReading(FeedContract contract, Pseudonymiser pseudonymiser, ReadingLimits limits) {
        this.contract = contract;
        this.pseudonymiser = pseudonymiser;
        this.limits = limits;
        this.findings = new TextFindings(contract);
    }

    /**
     * @param file the delivered file; its name counts where the contract reads the name
     * @param stream opens it
     * @param rows takes each row as it is read
     * @throws RefusedFile when the file cannot be used; rows handed on before must be discarded
     * @throws UncheckedIOException when the storage fails, which says nothing about the file
     */
    public ReadCounts read(SourceFile file, OpenStream stream, Consumer<LandedRow> rows) throws RefusedFile {
        String shortName = file.name().substring(file.name().lastIndexOf('/') + 1);
        Refusals refusals = new Refusals(shortName);
        if (file.isUnreadable()) {
            throw refusals.noAccess();
        }
        RowLanding landing = new RowLanding(contract, pseudonymiser, findings, rows);
        List<String> notices = new ArrayList<>();
        byte[] head = head(stream);
        FileKind kind = FileKind.of(shortName, head, contract.form(), refusals);
        try {
            switch (kind) {
                case CSV -> readCsv(stream, shortName, head, landing, refusals);
                case XLSX ->
                    new WorkbookContent(contract, findings, refusals, limits, shortName).read(stream, landing, notices);
                case JSON, JSON_LINES ->
                    new JsonContent(contract, refusals, limits)
                            .read(opened(stream), head, kind == FileKind.JSON_LINES, landing);
            }
        } catch (IOException failure) {
            throw refusals.unreadable("содержимое не разбирается", "the content cannot be parsed");
        }
        boolean isTable = kind == FileKind.CSV || kind == FileKind.XLSX;
        if (isTable && landing.dataRows() == 0) {
            if (landing.leftOutRows() > 0) {
                throw refusals.empty(
                        "под заголовком только итоги, примечания и незаполненные строки",
                        "below the header there are only subtotals, footnotes and unfilled rows");
            }
            if (!contract.form().headerOnlyMeansZero()) {
                throw refusals.empty("под заголовком нет ни одной строки", "there is no row below the header");
            }
            Pattern name = contract.form().fileNamePattern();
            if (name != null && !name.matcher(shortName).matches()) {
                throw refusals.zeroOfNobody(contract.form().fileNameExample());
            }
        }
        TreeSet<Integer> years = landing.years();
        ReportingYears takenIn = limits.years().of(contract);
        if (!years.isEmpty() && years.stream().noneMatch(takenIn::contains)) {
            throw refusals.yearsOutside(
                    years.size() == 1 ? years.first() + " г." : years.first() + "–" + years.last() + " гг.",
                    takenIn.first(),
                    takenIn.last());
        }
        return landing.counts(notices);
    }

    private void readCsv(OpenStream stream, String name, byte[] head, RowLanding landing, Refusals refusals)
            throws RefusedFile, IOException {
        TextEncoding.check(head, head.length < HEAD_BYTES, contract.form().charset(), refusals);
        TableLanding table = new TableLanding(
                contract, landing, findings, refusals, name, null, true, column -> String.valueOf(column + 1));
        try (InputStream bytes = opened(stream)) {
            new CsvContent(contract, refusals, limits).read(bytes, head, table);
        }
    }

    private static byte[] head(OpenStream stream) {
        try (InputStream bytes = opened(stream)) {
            return bytes.readNBytes(HEAD_BYTES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A failure of the storage must not be taken for a fault of the file. */
    static InputStream opened(OpenStream stream) {
        try {
            return new BufferedInputStream(new StorageStream(stream.open()), HEAD_BYTES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class StorageStream extends FilterInputStream {
        StorageStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException failure) {
                throw new StorageFailure(failure);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException failure) {
                throw new StorageFailure(failure);
            }
        }
    }

    /** What the file turned out to be. */
    enum FileKind {
        CSV,
        XLSX,
        JSON,
        JSON_LINES;

        FileForm.Format format() {
            return switch (this) {
                case CSV -> FileForm.Format.CSV;
                case XLSX -> FileForm.Format.XLSX;
                case JSON, JSON_LINES -> FileForm.Format.JSON;
            };
        }

        static FileKind of(String name, byte[] head, FileForm form, Refusals refusals) throws RefusedFile {
            return new FileSignature(name, head).kind(form, refusals);
        }
    }
}
