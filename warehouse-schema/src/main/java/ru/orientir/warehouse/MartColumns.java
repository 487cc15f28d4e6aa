package ru.orientir.warehouse;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns of the marts as people see them: {@code mart_column.csv}, one row a column name, whatever mart it is in.
 * Dashboards, workbook and lint take labels and additivity from here; what a column means stands in its comment in the
 * database.
 */
public final class MartColumns {
    private static final String RESOURCE = "/reference/mart_column.csv";

    /** Whether the values of a column may be added up. */
    public enum Additivity {
        /** Text, codes, dates: nothing to add. */
        NONE,
        /** May be added up within a learner category and an education stage: categories overlap, and "all" holds the others. */
        ADDITIVE,
        /** The same, but only within a year: what stood on 31 December stands on the next one too. */
        WITHIN_YEAR,
        /** Shares, means, medians, ranks, unique children: a sum means nothing. */
        NEVER
    }

    /**
     * @param name column name
     * @param labelRu short Russian label
     * @param additivity whether its values may be added up
     */
    public record MartColumn(String name, String labelRu, Additivity additivity) {}

    private final Map<String, MartColumn> columns;

    private MartColumns(Map<String, MartColumn> columns) {
        this.columns = Collections.unmodifiableMap(columns);
    }

    /** Reads the catalogue. */
    public static MartColumns load() {
        Map<String, MartColumn> columns = new LinkedHashMap<>();
        try (InputStream stream = MartColumns.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new FileNotFoundException(RESOURCE);
            }
            try (CsvReader<NamedCsvRecord> rows =
                    CsvReader.builder().ofNamedCsvRecord(stream, StandardCharsets.UTF_8)) {
                for (NamedCsvRecord row : rows) {
                    MartColumn column = new MartColumn(
                            row.getField("column_name"),
                            row.getField("label_ru"),
                            Additivity.valueOf(row.getField("additivity").toUpperCase(Locale.ROOT)));
                    if (columns.put(column.name(), column) != null) {
                        throw new IllegalStateException(
                                "Cannot read " + RESOURCE + ": column " + column.name() + " stands twice");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
        return new MartColumns(columns);
    }

    /** Names of all columns. */
    public Set<String> names() {
        return columns.keySet();
    }

    /**
     * The column of a name.
     *
     * @throws IllegalArgumentException where the catalogue has none
     */
    public MartColumn named(String name) {
        MartColumn column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("Column " + name + " of the marts has no row in mart_column.csv");
        }
        return column;
    }
}
