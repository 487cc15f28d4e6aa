package ru.orientir.etl.contract.value;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as senders write them: {@code 07.09.2023}, {@code 7.9.2023}, {@code 2023-09-07}, {@code 7 сентября 2023}, a time of day after it, a timestamp with or without
 * offset (its own local date counts), an Excel serial number. The calendar is strict: 31.02 is no date.
 */
public final class DateText {
    private static final Pattern DOTTED =
            Pattern.compile("(\\d{1,2})[./](\\d{1,2})[./](\\d{4})(?: г\\.?)?(?:,?[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})[-/](\\d{2})[-/](\\d{2})(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?\\s*(?:Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:\\.\\d+)?");
    private static final Pattern WORDED = Pattern.compile(
            "«?(\\d{1,2})»?\\s+([а-я]{3})[а-я]*\\.?\\s+(\\d{4})(?:\\s*(?:года|г\\.?))?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** How months begin in either case: May alone differs within three letters, in the last of them. */
    private static final List<String> MONTHS =
            List.of("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек");

    private static final int LONGEST = 40;
    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);
    private static final int FIRST_SERIAL = 18_264; // 1950-01-01
    private static final int LAST_SERIAL = 73_050; // 2099-12-31

    private DateText() {}

    /** The date, or {@code not_a_date}. */
    public static ReadValue read(String text) {
        LocalDate date = parse(text);
        return date == null ? ReadValue.broken("not_a_date") : ReadValue.of(date);
    }

    /** The date, or null for a text that is none. */
    public static LocalDate parse(String text) {
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || !(isDigit(stripped.charAt(0)) || stripped.charAt(0) == '«')) {
            return null;
        }
        if (stripped.length() == 10 && stripped.charAt(2) == '.' && stripped.charAt(5) == '.') {
            return date(number(stripped, 6, 10), number(stripped, 3, 5), number(stripped, 0, 2));
        }
        Matcher dotted = DOTTED.matcher(stripped);
        if (dotted.matches()) {
            return date(dotted.group(3), dotted.group(2), dotted.group(1));
        }
        Matcher iso = ISO.matcher(stripped);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher worded = WORDED.matcher(stripped);
        if (worded.matches()) {
            String word = worded.group(2).toLowerCase(Locale.ROOT);
            int month = MONTHS.indexOf(word.replace('й', 'я')) + 1;
            return month == 0 ? null : date(worded.group(3), String.valueOf(month), worded.group(1));
        }
        Matcher serial = SERIAL.matcher(stripped);
        if (serial.matches()) {
            int days = Integer.parseInt(serial.group(1));
            return days < FIRST_SERIAL || days > LAST_SERIAL ? null : SERIAL_ZERO.plusDays(days);
        }
        return null;
    }

    private static LocalDate date(String year, String month, String day) {
        return date(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static LocalDate date(int year, int month, int day) {
        boolean exists = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? LocalDate.of(year, month, day) : null;
    }

    /** The digits from one position to another; −1 where something else stands among them. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
