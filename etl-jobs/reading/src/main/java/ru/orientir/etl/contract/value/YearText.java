package ru.orientir.etl.contract.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Years and academic years; an academic year is known by the year it ends in. */
public final class YearText {
    private static final Pattern ACADEMIC =
            Pattern.compile("(\\d{4})\\s*[-–—/\\\\]\\s*(\\d{4}|\\d{2})(?:\\s*(?:уч\\.?|учебный)?\\s*(?:год|г)?\\.?)?");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:\\.0)?(?:\\s*(?:год|г\\.?))?");

    private YearText() {}

    /** The year in which an academic year such as {@code 2022/2023} ends, or {@code not_a_number}. */
    public static ReadValue academic(String text) {
        Matcher years = ACADEMIC.matcher(NumberText.withSingleSpaces(text.strip()));
        if (years.matches()) {
            int first = Integer.parseInt(years.group(1));
            String end = years.group(2);
            int last = end.length() == 2 ? first / 100 * 100 + Integer.parseInt(end) : Integer.parseInt(end);
            return last == first + 1 ? ReadValue.of(last) : ReadValue.broken("pattern");
        }
        return ReadValue.broken("not_a_number");
    }

    /** A calendar year of four digits, or {@code not_a_number}. */
    public static ReadValue calendar(String text) {
        Matcher year = YEAR.matcher(text.strip());
        return year.matches() ? ReadValue.of(Integer.valueOf(year.group(1))) : ReadValue.broken("not_a_number");
    }
}
