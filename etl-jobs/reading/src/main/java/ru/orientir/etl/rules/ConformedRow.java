package ru.orientir.etl.rules;

import java.util.List;
import java.util.Locale;
import ru.orientir.etl.reading.Rejection;

/**
 * A landed row with typed values.
 *
 * @param values one value a field in the contract's order: String, Integer, Double, LocalDate, Boolean or null
 * @param reportingYear year the row counts in; null where it could not be told
 * @param rejections rules the row broke, warnings included
 */
public record ConformedRow(Object[] values, Integer reportingYear, List<Rejection> rejections) {

    /** What becomes of a row. */
    public enum Outcome {
        /** Kept: nothing worse than a warning. */
        VALID,
        /** A rule is broken. */
        REJECTED,
        /** Left out by the form's design. */
        LEFT_OUT;

        /** The word that the lake keeps. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Outcome outcome() {
        boolean isValid = true;
        boolean isLeftOut = true;
        for (Rejection rejection : rejections) {
            isValid &= rejection.severity() == Rejection.Severity.WARNING;
            isLeftOut &= rejection.severity() == Rejection.Severity.INFO;
        }
        return isValid ? Outcome.VALID : isLeftOut ? Outcome.LEFT_OUT : Outcome.REJECTED;
    }

    /** Whether the row is kept. */
    public boolean isValid() {
        return outcome() == Outcome.VALID;
    }
}
