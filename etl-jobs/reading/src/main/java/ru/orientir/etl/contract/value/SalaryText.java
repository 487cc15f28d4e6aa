package ru.orientir.etl.contract.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Monthly salaries in roubles as job sites write them: {@code от 70 000–120 000 ₽}, {@code 500 ₽/час или 40 000 ₽/месяц}.
 * Pay by the hour, day or shift is no monthly salary and is left out.
 */
public final class SalaryText {
    private static final Pattern NUMBER =
            Pattern.compile("\\d{1,3}(?:[ \\u00A0\\u2007\\u202F]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d+)?");
    private static final Pattern OTHER_PERIOD = Pattern.compile(
            "(?:/|в|за)\\s*(?:час|смен|день|сут|вахт)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NOT_STATED = Pattern.compile(
            "не указан[ао]?|по договор[её]нности|договорная|по результатам собеседования|з/п не указана|не задано",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Begins at the first space of a run and at no other. */
    private static final Pattern OR = Pattern.compile("(?<!\\s)\\s+или\\s+");

    private SalaryText() {}

    /** The lower end; no value where none is stated; {@code not_a_number} for a text that says neither. */
    public static ReadValue minimum(String text) {
        return end(text, true);
    }

    /** The upper end; no value where none is stated; {@code not_a_number} for a text that says neither. */
    public static ReadValue maximum(String text) {
        return end(text, false);
    }

    private static ReadValue end(String text, boolean lower) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (NOT_STATED.matcher(words).matches()) {
            return ReadValue.of(null);
        }
        boolean otherPeriod = false;
        for (String part : OR.split(words)) {
            if (OTHER_PERIOD.matcher(part).find()) {
                otherPeriod = true;
                continue;
            }
            List<Integer> numbers = numbers(part);
            if (numbers.size() == 2 && numbers.get(0) <= numbers.get(1)) {
                return ReadValue.of(numbers.get(lower ? 0 : 1));
            }
            if (numbers.size() == 1) {
                boolean onlyUpper = part.startsWith("до");
                boolean onlyLower = part.startsWith("от");
                return ReadValue.of((lower && onlyUpper) || (!lower && onlyLower) ? null : numbers.get(0));
            }
        }
        return otherPeriod ? ReadValue.of(null) : ReadValue.broken("not_a_number");
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            BigDecimal number = NumberText.parse(matcher.group());
            if (number == null || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                return List.of();
            }
            numbers.add(number.intValue());
        }
        return numbers;
    }
}
