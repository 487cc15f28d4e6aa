package ru.orientir.etl.ledger;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file says it reports on: {@code <organization>_<year>}, {@code <organization>_<year>-<month>}, or {@code
 * <organization>} for a list of standing things.
 *
 * @param year null where the name states none: the list stands for every year
 * @param month first day of the month; null where the name states a year only
 */
record FormName(String organizationId, Integer year, LocalDate month) {

    private static final Pattern NAME = Pattern.compile("(.+?)(?:_(\\d{4})(?:-(0[1-9]|1[0-2]))?)?");

    /** Reads {@code submitted_scope}; empty where it is null. */
    static Optional<FormName> of(String text) {
        Matcher name = text == null ? null : NAME.matcher(text);
        if (name == null || !name.matches()) {
            return Optional.empty();
        }
        Integer year = name.group(2) == null ? null : Integer.valueOf(name.group(2));
        return Optional.of(new FormName(
                name.group(1),
                year,
                name.group(3) == null ? null : LocalDate.of(year, Integer.parseInt(name.group(3)), 1)));
    }

    /** A form of this name that holds no row. */
    EmptyForm emptyForm(Timestamp receivedAt) {
        return new EmptyForm(organizationId, year, month == null ? null : Date.valueOf(month), receivedAt);
    }
}
