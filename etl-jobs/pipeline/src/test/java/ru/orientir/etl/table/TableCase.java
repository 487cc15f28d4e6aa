package ru.orientir.etl.table;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A small case of a table, {@code table/<name>/cases/<what it shows>.csv}: the rows of its inputs and the rows that it should make.
 *
 * <p>A line {@code [enrolment]} begins the rows of an input, {@code [expected]} those of the table; the next line names the columns
 * that matter, others are NULL in an input and not looked at in the table. An empty cell is NULL, {@code ''} an empty text; lines with {@code #} are remarks.
 */
record TableCase(Map<String, Section> inputs, Section expected) {

    /** Rows of one input, or the expected ones, as text. */
    record Section(List<String> columns, List<List<String>> rows) {

        /** The rows with the types of a schema; columns that the case does not name are NULL. */
        Dataset<Row> rows(SparkSession spark, StructType schema) {
            for (String column : columns) {
                if (!List.of(schema.fieldNames()).contains(column)) {
                    throw new IllegalArgumentException(
                            "no column " + column + " among " + Arrays.toString(schema.fieldNames()));
                }
            }
            StructType texts = new StructType();
            for (String column : columns) {
                texts = texts.add(column, DataTypes.StringType);
            }
            List<Row> values =
                    rows.stream().map(row -> RowFactory.create(row.toArray())).toList();
            return spark.createDataFrame(values, texts)
                    .select(Arrays.stream(schema.fields()).map(this::typed).toArray(Column[]::new));
        }

        private Column typed(StructField field) {
            Column value = columns.contains(field.name()) ? functions.col(field.name()) : functions.lit(null);
            return value.cast(field.dataType()).as(field.name());
        }
    }

    static TableCase read(Path file) throws IOException {
        Map<String, Section> sections = new LinkedHashMap<>();
        String name = null;
        List<List<String>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                put(sections, name, lines);
                name = line.substring(1, line.length() - 1);
                lines = new ArrayList<>();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(cells(line));
            }
        }
        put(sections, name, lines);
        Section expected = sections.remove("expected");
        if (expected == null) {
            throw new IllegalArgumentException(file + " has no section [expected]");
        }
        return new TableCase(sections, expected);
    }

    private static void put(Map<String, Section> sections, String name, List<List<String>> lines) {
        if (name != null) {
            sections.put(name, new Section(lines.get(0), lines.subList(1, lines.size())));
        }
    }

    private static List<String> cells(String line) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(line)) {
            return csv.iterator().next().getFields().stream()
                    .map(cell -> cell.isEmpty() ? null : cell.equals("''") ? "" : cell)
                    .toList();
        }
    }
}
