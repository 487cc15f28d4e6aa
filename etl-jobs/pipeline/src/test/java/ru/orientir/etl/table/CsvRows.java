package ru.orientir.etl.table;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows as text: the first line names the columns that matter, an empty cell is NULL and {@code ''} an empty text. */
public record CsvRows(List<String> columns, List<List<String>> rows) {

    /** Reads lines of CSV; lines with {@code #} are remarks. */
    public static CsvRows of(String csv) {
        return of(csv.lines().toList());
    }

    static CsvRows of(List<String> lines) {
        List<List<String>> cells = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                cells.add(cells(line));
            }
        }
        return new CsvRows(cells.get(0), cells.subList(1, cells.size()));
    }

    /** The rows with the types of a schema; columns that are not named are NULL. */
    public Dataset<Row> rows(SparkSession spark, StructType schema) {
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

    private static List<String> cells(String line) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(line)) {
            return csv.iterator().next().getFields().stream()
                    .map(cell -> cell.isEmpty() ? null : cell.equals("''") ? "" : cell)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
