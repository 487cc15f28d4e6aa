package ru.orientir.warehouse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of reference data.
 *
 * @param name name of the file without its ending
 * @param tableName table of schema {@code core} it fills
 * @param keyWidth how many of the first columns make the business key
 * @param header column names of that table; surrogate keys are not among them
 * @param rows values as text in the order of the header; null where the file leaves a value blank
 */
public record ReferenceTable(
        String name, String tableName, int keyWidth, List<String> header, List<List<String>> rows) {
    public ReferenceTable {
        header = List.copyOf(header);
        List<List<String>> copy = new ArrayList<>();
        for (List<String> row : rows) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = List.copyOf(copy);
    }

    /** A row whose values are found by the name of their column; null where there is no such column or the value is blank. */
    public interface Row {
        String get(String column);
    }

    /** The rows by name of the column. */
    public List<Row> records() {
        return rows.stream()
                .<Row>map(row -> column -> header.contains(column) ? row.get(header.indexOf(column)) : null)
                .toList();
    }

    /** The columns that make the business key. */
    public List<String> businessKey() {
        return header.subList(0, keyWidth);
    }

    /** The values of a column, such as {@code name_ru}, by the code in the first column. */
    public Map<String, String> byCode(String column) {
        int position = header.indexOf(column);
        Map<String, String> values = new LinkedHashMap<>();
        rows.forEach(row -> values.put(row.get(0), row.get(position)));
        return values;
    }

    /** Whether the table has a surrogate key and an unknown member. */
    public boolean isDimension() {
        return tableName.startsWith("dim_");
    }
}
