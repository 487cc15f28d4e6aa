package ru.orientir.etl.contract.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as senders write them: spaces between thousands, comma or point before a fraction. */
public final class NumberText {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2007\\u202F]+");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern GROUPED =
            Pattern.compile("[-+−]?\\d{1,3}(?:[\\s\\u00A0\\u2007\\u202F]\\d{3})+(?:[.,]\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("[-+−]?\\d+(?:[.,]\\d+)?(?:[eE][-+]?\\d{1,3})?");

    private NumberText() {}

    /** A whole number that an int holds; {@code decimal_comma} for a fraction, {@code not_a_number} for a text. */
    public static ReadValue integer(String text) {
        if (!text.isEmpty() && text.length() < 10 && isDigits(text)) {
            return ReadValue.of(Integer.valueOf(text));
        }
        BigDecimal number = parse(text);
        if (number == null) {
            return ReadValue.broken("not_a_number");
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (!whole || text.indexOf(',') >= 0) {
            return ReadValue.broken("decimal_comma");
        }
        if (number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            return ReadValue.broken("out_of_range");
        }
        return ReadValue.of(number.intValue());
    }

    /** One space for each run of them, which expressions with several places for spaces would try to share out in every way. */
    static String withSingleSpaces(String text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ");
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A number with or without a fraction, or {@code not_a_number}. */
    public static ReadValue decimal(String text) {
        BigDecimal number = parse(text);
        if (number == null) {
            return ReadValue.broken("not_a_number");
        }
        double value = number.doubleValue();
        return Double.isInfinite(value) ? ReadValue.broken("out_of_range") : ReadValue.of(value);
    }

    /** The number, or null for a text that is none. */
    public static BigDecimal parse(String text) {
        if (text == null || text.length() > 64) {
            return null;
        }
        String stripped = text.strip();
        if (!PLAIN.matcher(stripped).matches() && !GROUPED.matcher(stripped).matches()) {
            return null;
        }
        return new BigDecimal(
                SPACES.matcher(stripped).replaceAll("").replace(',', '.').replace('−', '-'));
    }
}
