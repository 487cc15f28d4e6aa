package ru.orientir.etl.sample;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/** The enrolment form on one sheet, filled from top to bottom; row numbers are the sender's, from 1. */
final class EnrolmentSheet {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Worksheet sheet;
    private final int firstColumn;
    private int next;

    /** Starts a form {@code linesAbove} rows and {@code firstColumn} columns off the corner. */
    EnrolmentSheet(Worksheet sheet, int linesAbove, int firstColumn) {
        this.sheet = sheet;
        this.firstColumn = firstColumn;
        this.next = linesAbove;
        if (linesAbove > 0) {
            sheet.value(0, firstColumn, "Форма № 1-К");
        }
    }

    void preamble(String name, String id, String academicYear, LocalDate filledIn, boolean isTrueDate) {
        sheet.value(next++, firstColumn, "Сведения о контингенте обучающихся");
        pair("Организация:", name);
        pair("Код организации:", id);
        pair("Учебный год:", academicYear);
        if (isTrueDate) {
            sheet.value(next, firstColumn, "Дата заполнения:");
            sheet.value(next, firstColumn + 1, filledIn);
            sheet.style(next, firstColumn + 1).format("dd.mm.yyyy").set();
            next++;
        } else {
            pair("Дата заполнения:", filledIn.format(DAY));
        }
        next++;
    }

    private void pair(String label, String value) {
        sheet.value(next, firstColumn, label);
        sheet.value(next, firstColumn + 1, value);
        next++;
    }

    void header(List<String> parts) {
        sheet.value(next, firstColumn, "Класс");
        sheet.value(next, firstColumn + 1, "Всего обучающихся");
        sheet.value(next, firstColumn + 2, "из них");
        sheet.range(next, firstColumn, next + 1, firstColumn).merge();
        sheet.range(next, firstColumn + 1, next + 1, firstColumn + 1).merge();
        sheet.range(next, firstColumn + 2, next, firstColumn + 1 + parts.size()).merge();
        for (int part = 0; part < parts.size(); part++) {
            sheet.value(next + 1, firstColumn + 2 + part, parts.get(part));
        }
        next += 2;
    }

    /** Writes a label and its figures; returns the row's number. */
    int row(String label, int[] figures) {
        sheet.value(next, firstColumn, label);
        for (int i = 0; i < figures.length; i++) {
            sheet.value(next, firstColumn + 1 + i, figures[i]);
        }
        return ++next;
    }

    int note(String text) {
        sheet.value(next, firstColumn, text);
        return ++next;
    }

    void skip() {
        next++;
    }

    void number(int row, int column, int value) {
        sheet.value(row - 1, firstColumn + column, value);
    }

    void text(int row, int column, String value) {
        sheet.value(row - 1, firstColumn + column, value);
    }

    void formula(int row, int column, String expression) {
        sheet.formula(row - 1, firstColumn + column, expression);
    }
}
