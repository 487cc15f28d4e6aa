package ru.orientir.etl.reading;

/** A row for people to look at, cell by cell, not endlessly long. */
final class MaskedRow {
    static final String HIDDEN = "***";

    private static final int LONGEST = 2_000;
    private static final String SEPARATOR = " | ";

    private final StringBuilder masked = new StringBuilder();

    void append(String text) {
        if (masked.length() >= LONGEST) {
            return;
        }
        if (masked.length() > 0) {
            masked.append(SEPARATOR);
        }
        masked.append(text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST)));
    }

    @Override
    public String toString() {
        return masked.toString();
    }
}
