package ru.orientir.etl.reading;

import java.util.ArrayList;
import java.util.List;
import ru.orientir.etl.contract.FeedContract;

/**
 * What each cell of a row as received held, so that a row that turns out to be wrong can be shown again from its landed
 * values, and a sound row need not be kept twice. Most rows of a table have the same.
 */
public final class ShownCells {
    private static final String SEPARATOR = "|";
    private static final String HIDDEN_CELL = "*";
    private static final String NAMED = "=";
    private static final int BLANK = -1;
    private static final int HIDDEN = -2;

    private final String text;
    private final int[] fields;
    private final String[] names;

    private ShownCells(String text, FeedContract contract) {
        this.text = text;
        String[] cells = text.split("\\|", -1);
        this.fields = new int[cells.length];
        this.names = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            boolean named = cells[i].startsWith(NAMED);
            String field = named ? cells[i].substring(1) : cells[i];
            int index = contract.indexOf(field);
            fields[i] = field.isEmpty() ? BLANK : index < 0 ? HIDDEN : index;
            names[i] = named ? field + NAMED : "";
        }
    }

    /** @param text what {@link #text()} gave; a field that the contract knows no more is hidden */
    public static ShownCells of(String text, FeedContract contract) {
        return new ShownCells(text, contract);
    }

    /** One entry a cell: a field's name, {@code *} for a hidden cell, nothing for a blank one, {@code =name} for a named value. */
    public String text() {
        return text;
    }

    /** The row as received with identities masked. */
    String masked(String[] values) {
        MaskedRow row = new MaskedRow();
        for (int i = 0; i < fields.length; i++) {
            row.append(
                    switch (fields[i]) {
                        case BLANK -> null;
                        case HIDDEN -> MaskedRow.HIDDEN;
                        default -> names[i] + values[fields[i]];
                    });
        }
        return row.toString();
    }

    /** Puts the entries together. */
    static final class Entries {
        private final List<String> entries = new ArrayList<>();

        void blank() {
            entries.add("");
        }

        void hidden() {
            entries.add(HIDDEN_CELL);
        }

        void field(String name) {
            entries.add(name);
        }

        void named(String name) {
            entries.add(NAMED + name);
        }

        ShownCells of(FeedContract contract) {
            return new ShownCells(String.join(SEPARATOR, entries), contract);
        }
    }
}
