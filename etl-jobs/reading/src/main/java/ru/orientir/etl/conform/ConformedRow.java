package ru.orientir.etl.conform;

import java.io.Serializable;
import java.util.List;
import ru.orientir.etl.land.Rejection;

/**
 * A landed row with typed values.
 *
 * @param values one value a field in the contract's order: String, Integer, Double, LocalDate, Boolean or null
 * @param reportingYear year the row counts in; null where it could not be told
 * @param rejections rules the row broke, warnings included
 */
public record ConformedRow(Object[] values, Integer reportingYear, List<Rejection> rejections) implements Serializable {

    /** Whether the row is kept: nothing worse than a warning. */
    public boolean isValid() {
        return rejections.stream().allMatch(rejection -> rejection.severity() == Rejection.Severity.WARNING);
    }

    /** Whether the row was left out by the form's design. */
    public boolean isLeftOut() {
        return rejections.stream().anyMatch(rejection -> rejection.severity() == Rejection.Severity.INFO);
    }
}
