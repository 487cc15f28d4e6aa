package ru.orientir.etl.job;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.indicator.IndicatorStage;

/**
 * What the name of a file says it reports on: {@code <organization>_<year>}, {@code <organization>_<year>-<month>}, or {@code
 * <organization>} for a list of standing things.
 *
 * @param year null where the name states none: the list stands for every year
 * @param month first day of the month; null where the name states a year only
 */
record SubmissionScope(String organizationId, Integer year, LocalDate month) {

    private static final Pattern NAME = Pattern.compile("(.+?)(?:_(\\d{4})(?:-(0[1-9]|1[0-2]))?)?");

    /** Reads {@code submitted_scope}; empty where it is null. */
    static Optional<SubmissionScope> of(String text) {
        Matcher name = text == null ? null : NAME.matcher(text);
        if (name == null || !name.matches()) {
            return Optional.empty();
        }
        Integer year = name.group(2) == null ? null : Integer.valueOf(name.group(2));
        return Optional.of(new SubmissionScope(
                name.group(1),
                year,
                name.group(3) == null ? null : LocalDate.of(year, Integer.parseInt(name.group(3)), 1)));
    }

    /** The first year it speaks of. */
    int firstYear() {
        return year == null ? ReportingYears.EARLIEST_BEGINNING : year;
    }

    /** A form of this scope that holds no row. */
    IndicatorStage.EmptyForm emptyForm(Timestamp receivedAt) {
        return new IndicatorStage.EmptyForm(
                organizationId, year, month == null ? null : Date.valueOf(month), receivedAt);
    }
}
