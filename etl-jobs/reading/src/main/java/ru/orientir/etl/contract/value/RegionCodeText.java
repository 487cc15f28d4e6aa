package ru.orientir.etl.contract.value;

import java.math.BigDecimal;

/**
 * Codes of regions of 2, 10 or 13 digits, also where a program took them for numbers: {@code 2.600000e+12}, or {@code
 * 100000000000.0}, which has lost the zero it began with.
 */
public final class RegionCodeText {
    private static final int LONGEST = 13;

    private RegionCodeText() {}

    /** The code's digits; a text that is no number is the code as it stands. */
    public static ReadValue read(String text) {
        String stripped = text.strip();
        if (NumberText.isDigits(stripped)) {
            return ReadValue.of(stripped);
        }
        BigDecimal number = NumberText.parse(stripped);
        if (number == null || number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
            return ReadValue.of(stripped);
        }
        String digits = number.setScale(0).toPlainString();
        boolean hasLostZero = digits.length() == 1 || digits.length() == 9 || digits.length() == LONGEST - 1;
        return digits.length() > LONGEST ? ReadValue.of(stripped) : ReadValue.of(hasLostZero ? "0" + digits : digits);
    }
}
