package ru.orientir.etl.contract.value;

/** Checksums of the Russian tax number (INN, 10 or 12 digits) and registration number (OGRN, 13 or 15 digits). */
public final class TaxNumber {
    private static final int[] TEN = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] ELEVEN = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] TWELVE = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

    private TaxNumber() {}

    /** Whether the text is an INN whose check digits agree. */
    public static boolean isInn(String text) {
        if (!isDigits(text)) {
            return false;
        }
        return switch (text.length()) {
            case 10 -> checkDigit(text, TEN) == digit(text, 9);
            case 12 -> checkDigit(text, ELEVEN) == digit(text, 10) && checkDigit(text, TWELVE) == digit(text, 11);
            default -> false;
        };
    }

    /** Whether the text is an OGRN or OGRNIP whose check digit agrees. */
    public static boolean isOgrn(String text) {
        if (!isDigits(text) || (text.length() != 13 && text.length() != 15)) {
            return false;
        }
        int last = text.length() - 1;
        long rest = Long.parseLong(text.substring(0, last)) % (last - 1);
        return rest % 10 == digit(text, last);
    }

    private static int checkDigit(String text, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(text, i);
        }
        return sum % 11 % 10;
    }

    private static int digit(String text, int index) {
        return text.charAt(index) - '0';
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && NumberText.isDigits(text);
    }
}
