package ru.orientir.etl.job;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.orientir.etl.indicator.IndicatorStage;

/**
 * What the name of a file says it reports on: {@code <organization>_<year>} or {@code <organization>_<year>-<month>}.
 *
 * @param month first day of the month; null where the name states a year only
 */
record SubmissionScope(String organizationId, int year, LocalDate month) {

    private static final Pattern NAME = Pattern.compile("(.+)_(\\d{4})(?:-(0[1-9]|1[0-2]))?");

    /** Reads {@code submitted_scope}; empty where it is null. */
    static Optional<SubmissionScope> of(String text) {
        Matcher name = NAME.matcher(String.valueOf(text));
        if (!name.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(name.group(2));
        return Optional.of(new SubmissionScope(
                name.group(1),
                year,
                name.group(3) == null ? null : LocalDate.of(year, Integer.parseInt(name.group(3)), 1)));
    }

    /** A form of this scope that holds no row. */
    IndicatorStage.EmptyForm emptyForm(Timestamp receivedAt) {
        return new IndicatorStage.EmptyForm(
                organizationId, year, month == null ? null : Date.valueOf(month), receivedAt);
    }
}
