package ru.orientir.etl.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the answer to a query is printed. All forms print rows as they come; none holds the whole answer in memory. */
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
                        cells[column] = text == null ? "" : text.replaceAll("[\\r\\n\\t]+", " ");
                    }
                    table.add(cells);
                    count++;
                    more = rows.next();
                }
                table.print(out);
            } while (more);
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
            while (rows.next()) {
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
    /** One array, an object a row; numbers, true, false and null as such, json values as they are. */
    JSON {
        @Override
        void print(ResultSet rows, PrintStream out) throws SQLException {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(string(columns.getColumnLabel(i)));
            }
            String before = "[\n";
            while (rows.next()) {
                StringBuilder line = new StringBuilder(before).append('{');
                for (int i = 1; i <= names.size(); i++) {
                    line.append(i == 1 ? "" : ", ").append(names.get(i - 1)).append(": ");
                    line.append(value(rows.getString(i), columns.getColumnType(i), columns.getColumnTypeName(i)));
                }
                out.print(line.append('}'));
                before = ",\n";
            }
            out.println("[\n".equals(before) ? "[]" : "\n]");
        }

        private static String value(String text, int type, String typeName) {
            if (text == null) {
                return "null";
            }
            if (type == Types.BIT || type == Types.BOOLEAN) {
                return "t".equals(text) || "true".equals(text) ? "true" : "false";
            }
            boolean asItIs =
                    typeName.startsWith("json") || isNumber(type) && text.matches("-?\\d+([.]\\d+)?([eE][+-]?\\d+)?");
            return asItIs ? text : string(text);
        }

        private static String string(String text) {
            StringBuilder quoted = new StringBuilder("\"");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> quoted.append("\\\"");
                    case '\\' -> quoted.append("\\\\");
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    default ->
                        quoted.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
                }
            }
            return quoted.append('"').toString();
        }
    };

    private static final int PAGE_ROWS = 5_000;

    abstract void print(ResultSet rows, PrintStream out) throws SQLException;

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
