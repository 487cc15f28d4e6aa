package ru.orientir.etl.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as their widest cell, numbers to the right. */
final class TextTable {

    private final List<String> header;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param header column titles; one that begins with {@code >} holds numbers */
    TextTable(String... header) {
        this.header = new ArrayList<>();
        right = new boolean[header.length];
        for (int i = 0; i < header.length; i++) {
            right[i] = header[i].startsWith(">");
            this.header.add(right[i] ? header[i].substring(1) : header[i]);
        }
    }

    void add(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(
                    cell == null
                            ? ""
                            : cell instanceof Long || cell instanceof Integer
                                    ? grouped(((Number) cell).longValue())
                                    : cell.toString());
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintStream out) {
        int[] widths = new int[right.length];
        for (int i = 0; i < right.length; i++) {
            widths[i] = width(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        out.println(line(header, widths));
        out.println(line(header.stream().map(title -> "").toList(), widths).replace(' ', '-'));
        for (List<String> row : rows) {
            out.println(line(row, widths));
        }
    }

    /** Digits in groups of three, as {@code 12 345}. */
    static String grouped(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(cells.get(i)));
            boolean last = i == widths.length - 1;
            line.append(
                            right[i]
                                    ? padding + cells.get(i)
                                    : cells.get(i) + (last && !cells.get(i).isEmpty() ? "" : padding))
                    .append(last ? "" : "  ");
        }
        return line.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
