package ru.orientir.etl.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of rows under headings: a line {@code [name]}, below it {@link CsvRows}. */
public final class Sections {

    private Sections() {}

    /** The rows by heading. */
    public static Map<String, CsvRows> read(Path file) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new ArrayList<>();
                lines.put(line.substring(1, line.length() - 1), section);
            } else {
                section.add(line);
            }
        }
        Map<String, CsvRows> sections = new LinkedHashMap<>();
        lines.forEach((name, rows) -> sections.put(name, CsvRows.of(rows)));
        return sections;
    }
}
