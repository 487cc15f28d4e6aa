package ru.orientir.etl.contract.value;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Months as senders write them: {@code 03.2023}, {@code 2023-03}, {@code март 2023}, or any date of the month. */
public final class MonthText {
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})[./](\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})");

    private static final Pattern WORDED = Pattern.compile("\\p{L}+\\s+\\d{4}.*");

    private MonthText() {}

    /** The first day of the month, or {@code not_a_date}. */
    public static ReadValue read(String text) {
        String stripped = text.strip();
        Matcher dotted = DOTTED.matcher(stripped);
        if (dotted.matches()) {
            return month(dotted.group(2), dotted.group(1));
        }
        Matcher iso = ISO.matcher(stripped);
        if (iso.matches()) {
            return month(iso.group(1), iso.group(2));
        }
        Matcher worded = WORDED.matcher(stripped);
        LocalDate date = DateText.parse(worded.matches() ? "1 " + worded.group() : stripped);
        return date == null ? ReadValue.broken("not_a_date") : ReadValue.of(date.withDayOfMonth(1));
    }

    private static ReadValue month(String year, String month) {
        int number = Integer.parseInt(month);
        return number < 1 || number > 12
                ? ReadValue.broken("not_a_date")
                : ReadValue.of(LocalDate.of(Integer.parseInt(year), number, 1));
    }
}
