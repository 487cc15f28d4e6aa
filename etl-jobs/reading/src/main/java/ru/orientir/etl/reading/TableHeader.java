package ru.orientir.etl.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ru.orientir.etl.contract.CanonicalText;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.contract.PrivateColumn;

/**
 * Which column holds which field, told from one or more rows of headers.
 *
 * @param lastRow position among the rows offered of the header's last row
 * @param width cells of the header
 * @param fields for each field of the contract its columns, the preferred one first; empty where there is none
 * @param jsonParts for each field and column the path inside the cell's JSON, or null for the cell itself
 * @param identities for each private column its columns
 * @param missing what required columns are called that were not found
 * @param matched how many fields and private columns were found
 */
record TableHeader(
        int lastRow,
        int width,
        List<List<Integer>> fields,
        List<List<String>> jsonParts,
        List<List<Integer>> identities,
        List<String> missing,
        int matched) {

    /** The header that explains the most among the rows offered. */
    static TableHeader best(FeedContract contract, List<String[]> rows) {
        TableHeader best = null;
        int all = (int) contract.fields().stream()
                        .filter(field -> field.source() == FieldSource.COLUMN)
                        .count()
                + contract.privateColumns().size();
        int search = Math.min(rows.size(), contract.form().headerSearchRows());
        for (int top = 0; top < search; top++) {
            for (int height = 1; height <= contract.form().headerRows() && top + height <= rows.size(); height++) {
                TableHeader header = of(contract, rows.subList(top, top + height), top + height - 1);
                if (best == null || header.matched > best.matched) {
                    best = header;
                }
                if (best.matched == all) {
                    return best;
                }
            }
        }
        return best;
    }

    private static TableHeader of(FeedContract contract, List<String[]> rows, int lastRow) {
        Map<String, Integer> columns = columns(rows);
        int width = 0;
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] != null) {
                    width = Math.max(width, i + 1);
                }
            }
        }
        List<List<Integer>> fields = new ArrayList<>();
        List<List<String>> jsonParts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        int matched = 0;
        for (ContractField field : contract.fields()) {
            List<Integer> found = new ArrayList<>();
            List<String> parts = new ArrayList<>();
            if (field.source() == FieldSource.COLUMN) {
                find(field.headers(), columns, found, parts);
                matched += found.isEmpty() ? 0 : 1;
                if (found.isEmpty() && field.required()) {
                    missing.add(field.nameRu());
                }
            }
            fields.add(found);
            jsonParts.add(parts);
        }
        List<List<Integer>> identities = new ArrayList<>();
        for (PrivateColumn column : contract.privateColumns()) {
            List<Integer> found = new ArrayList<>();
            find(column.headers(), columns, found, new ArrayList<>());
            matched += found.isEmpty() ? 0 : 1;
            if (found.isEmpty() && column.required()) {
                missing.add(column.nameRu());
            }
            identities.add(found);
        }
        if (!numbersAscend(contract, fields)) {
            missing.add("01, 02, 03 …");
            matched = 0;
        }
        return new TableHeader(lastRow, width, fields, jsonParts, identities, missing, matched);
    }

    /** Where a form numbers its columns, numbers in another order are data and no header. */
    private static boolean numbersAscend(FeedContract contract, List<List<Integer>> fields) {
        int last = -1;
        for (int i = 0; i < fields.size(); i++) {
            boolean numbered = contract.fields().get(i).headers().stream()
                    .allMatch(header -> CanonicalText.of(header).chars().allMatch(Character::isDigit));
            if (numbered && !fields.get(i).isEmpty()) {
                if (fields.get(i).get(0) < last) {
                    return false;
                }
                last = fields.get(i).get(0);
            }
        }
        return true;
    }

    private static void find(
            List<String> headers, Map<String, Integer> columns, List<Integer> found, List<String> parts) {
        for (String header : headers) {
            Integer column = columns.get(CanonicalText.of(header));
            int dot = header.indexOf('.');
            if (column != null && !found.contains(column)) {
                found.add(column);
                parts.add(null);
            } else if (column == null && dot > 0) {
                Integer holder = columns.get(CanonicalText.of(header.substring(0, dot)));
                if (holder != null && !header.substring(dot + 1).isBlank()) {
                    found.add(holder);
                    parts.add(header.substring(dot + 1));
                }
            }
        }
    }

    /** Columns by header text; a group header counts alone where it has no leaf below, and before each of its leaves. */
    private static Map<String, Integer> columns(List<String[]> rows) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        String[] bottom = rows.get(rows.size() - 1);
        int width = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        Map<Integer, String> groups = new HashMap<>();
        for (int column = 0; column < width; column++) {
            StringBuilder above = new StringBuilder();
            for (int level = 0; level < rows.size() - 1; level++) {
                String text = cell(rows.get(level), column);
                if (text == null && cell(bottom, column) != null) {
                    text = groups.get(level);
                } else {
                    groups.put(level, text);
                }
                above.append(text == null ? "" : text);
            }
            String leaf = cell(bottom, column);
            if (leaf != null) {
                columns.putIfAbsent(CanonicalText.of(leaf), column);
                columns.putIfAbsent(CanonicalText.of(above + leaf), column);
            } else if (above.length() > 0) {
                columns.putIfAbsent(CanonicalText.of(above.toString()), column);
            }
        }
        columns.remove("");
        return columns;
    }

    private static String cell(String[] row, int column) {
        return column < row.length ? row[column] : null;
    }
}
