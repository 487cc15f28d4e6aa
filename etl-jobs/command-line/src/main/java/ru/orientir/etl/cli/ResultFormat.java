package ru.orientir.etl.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * How the answer to a query is printed. All forms print rows as they come and stop when nobody reads them any more; none holds the whole
 * answer in memory.
 */
enum ResultFormat {
    /** For people: column widths are taken from the first rows, longer cells later push their line. */
    TABLE {
        @Override
        void print(ResultSet rows, PrintStream out) throws SQLException {
            ResultSetMetaData columns = rows.getMetaData();
            String[] header = new String[columns.getColumnCount()];
            for (int i = 0; i < header.length; i++) {
                header[i] = (isNumber(columns.getColumnType(i + 1)) ? ">" : "") + columns.getColumnLabel(i + 1);
            }
            long count = 0;
            boolean more = rows.next();
            do {
                TextTable table = new TextTable(header);
                for (int i = 0; more && i < PAGE_ROWS; i++) {
                    Object[] cells = new Object[header.length];
                    for (int column = 0; column < header.length; column++) {
                        String text = rows.getString(column + 1);
                        cells[column] = text == null ? "" : text.replaceAll("\\p{Cc}+", " ");
                    }
                    table.add(cells);
                    count++;
                    more = rows.next();
                }
                table.print(out);
            } while (more && !out.checkError());
            out.println("(" + count + (count == 1 ? " row)" : " rows)"));
        }
    },
    /** RFC 4180: a header, quotes doubled; an unquoted empty field is NULL, {@code ""} an empty text. Lines end with LF. */
    CSV {
        @Override
        void print(ResultSet rows, PrintStream out) throws SQLException {
            int count = rows.getMetaData().getColumnCount();
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= count; i++) {
                line.append(i == 1 ? "" : ",").append(quoted(rows.getMetaData().getColumnLabel(i)));
            }
            out.print(line.append('\n'));
            for (long row = 1; rows.next() && isRead(out, row); row++) {
                line.setLength(0);
                for (int i = 1; i <= count; i++) {
                    String text = rows.getString(i);
                    line.append(i == 1 ? "" : ",").append(text == null ? "" : quoted(text));
                }
                out.print(line.append('\n'));
            }
        }

        private static String quoted(String text) {
            boolean plain =
                    !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    },
    /** One array, an object a line; numbers, true, false, null and arrays as such, json values as they are. */
    JSON {
        private static final JsonFactory ROWS = JsonFactory.builder()
                .rootValueSeparator(",\n")
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();

        @Override
        void print(ResultSet rows, PrintStream out) throws SQLException {
            ResultSetMetaData columns = rows.getMetaData();
            out.print('[');
            String before = "\n";
            try (JsonGenerator json = ROWS.createGenerator(ObjectWriteContext.empty(), out)) {
                for (long row = 1; rows.next() && isRead(out, row); row++) {
                    out.print(before);
                    before = "";
                    json.writeStartObject();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        json.writeName(columns.getColumnLabel(i));
                        write(rows, i, columns.getColumnType(i), columns.getColumnTypeName(i), json);
                    }
                    json.writeEndObject();
                }
            }
            out.println(before.isEmpty() ? "\n]" : "]");
        }

        private static void write(ResultSet row, int column, int type, String typeName, JsonGenerator json)
                throws SQLException {
            String text = row.getString(column);
            if (text == null) {
                json.writeNull();
            } else if (type == Types.BIT || type == Types.BOOLEAN) {
                json.writeBoolean(row.getBoolean(column));
            } else if (isNumber(type) && NUMBER.matcher(text).matches()) {
                json.writeNumber(text);
            } else if (typeName.startsWith("json")) {
                json.writeRawValue(text);
            } else if (type == Types.ARRAY) {
                write(row.getArray(column).getArray(), json);
            } else {
                json.writeString(text);
            }
        }

        private static void write(Object element, JsonGenerator json) {
            if (element == null) {
                json.writeNull();
            } else if (element instanceof Object[] elements) {
                json.writeStartArray();
                for (Object inner : elements) {
                    write(inner, json);
                }
                json.writeEndArray();
            } else if (element instanceof Boolean truth) {
                json.writeBoolean(truth);
            } else if (element instanceof Number
                    && NUMBER.matcher(element.toString()).matches()) {
                json.writeNumber(element.toString());
            } else {
                json.writeString(element.toString());
            }
        }
    };

    /** NaN and infinities are none that JSON knows. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+([.]\\d+)?([eE][+-]?\\d+)?");

    private static final int PAGE_ROWS = 5_000;

    abstract void print(ResultSet rows, PrintStream out) throws SQLException;

    /** Whether somebody still reads the answer; asked of a page at a time, because asking flushes. */
    private static boolean isRead(PrintStream out, long row) {
        return row % PAGE_ROWS != 0 || !out.checkError();
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> true;
            default -> false;
        };
    }
}
