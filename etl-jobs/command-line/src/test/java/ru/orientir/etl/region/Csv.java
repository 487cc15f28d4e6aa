package ru.orientir.etl.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small reader of delimited files, written for the tests so that they do not rest on the reader they test. */
final class Csv {

    private Csv() {}

    /** Rows by header; a row with another number of values than the header has is left out. */
    static List<Map<String, String>> records(Path file, Charset charset, char delimiter) {
        List<List<String>> rows = rows(file, charset, delimiter);
        List<Map<String, String>> records = new ArrayList<>();
        for (List<String> row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            if (row.size() != rows.get(0).size()) {
                continue;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                values.put(rows.get(0).get(i).strip(), row.get(i).strip());
            }
            records.add(values);
        }
        return records;
    }

    static List<Map<String, String>> truth(Path file) {
        return records(file, StandardCharsets.UTF_8, ',');
    }

    static List<List<String>> rows(Path file, Charset charset, char delimiter) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), charset).replace("\uFEFF", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    value.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    value.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == delimiter || c == '\n') {
                row.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                value.append(c);
            }
        }
        if (value.length() > 0 || !row.isEmpty()) {
            row.add(value.toString());
            rows.add(row);
        }
        return rows;
    }
}
