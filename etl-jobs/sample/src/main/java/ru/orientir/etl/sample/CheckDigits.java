package ru.orientir.etl.sample;

/** State numbers with right control digits, made from an ordinal; broken ones for the planted defects. */
final class CheckDigits {

    private static final int[] INN_WEIGHTS = {2, 4, 10, 3, 5, 9, 4, 6, 8};

    private CheckDigits() {}

    /** An organization's INN of ten digits. */
    static String inn(int regionCode, long ordinal) {
        String body = String.format("%02d%07d", regionCode % 100, Math.floorMod(ordinal, 10_000_000L));
        int sum = 0;
        for (int i = 0; i < INN_WEIGHTS.length; i++) {
            sum += INN_WEIGHTS[i] * (body.charAt(i) - '0');
        }
        return body + sum % 11 % 10;
    }

    /** An organization's OGRN of thirteen digits. */
    static String ogrn(int regionCode, int year, long ordinal) {
        String body = String.format("1%02d%02d%07d", year % 100, regionCode % 100, Math.floorMod(ordinal, 10_000_000L));
        return body + Long.parseLong(body) % 11 % 10;
    }

    /** A SNILS as people write it, {@code 123-456-789 01}. */
    static String snils(long ordinal) {
        long number = 1_001_999L + Math.floorMod(ordinal, 990_000_000L);
        // Added and cut off, for String.format costs more than all the rest of a child.
        String body = Long.toString(1_000_000_000L + number).substring(1);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (9 - i) * (body.charAt(i) - '0');
        }
        int control = sum % 101 % 100;
        return body.substring(0, 3) + "-" + body.substring(3, 6) + "-" + body.substring(6) + " " + control / 10
                + control % 10;
    }

    /** The same number with a control digit that cannot be right. */
    static String broken(String number) {
        int last = number.charAt(number.length() - 1) - '0';
        return number.substring(0, number.length() - 1) + (last + 5) % 10;
    }
}
