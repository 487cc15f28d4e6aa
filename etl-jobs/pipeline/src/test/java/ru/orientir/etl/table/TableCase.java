package ru.orientir.etl.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A small case of a table, {@code table/<name>/cases/<what it shows>.csv}: the rows of its inputs and the rows that it should make.
 *
 * <p>{@code [enrolment]} heads the rows of an input, {@code [expected]} those of the table. Columns that are not named are NULL in an input
 * and not looked at in the table.
 */
record TableCase(Map<String, CsvRows> inputs, CsvRows expected) {

    static TableCase read(Path file) throws IOException {
        Map<String, CsvRows> sections = Sections.read(file);
        CsvRows expected = sections.remove("expected");
        if (expected == null) {
            throw new IllegalArgumentException(file + " has no section [expected]");
        }
        return new TableCase(sections, expected);
    }
}
