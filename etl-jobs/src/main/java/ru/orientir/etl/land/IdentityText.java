package ru.orientir.etl.land;

import java.lang.Character.UnicodeBlock;

/** Shapes by which texts about persons are told from other texts. */
final class IdentityText {
    private static final String NAME_SIGNS = "'’`.()-‐‑–";
    private static final int MOST_WORDS = 5;
    private static final int MOST_NAMES = 4;
    private static final int PERSON_DIGITS = 11;
    private static final int MANY_DIGITS = 9;

    private IdentityText() {}

    /** Letters and the signs that names have, in few words. */
    static boolean isName(String text) {
        int words = 1;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (isSpace(letter)) {
                words++;
            } else if (!Character.isLetter(letter) && NAME_SIGNS.indexOf(letter) < 0) {
                return false;
            }
        }
        return words <= MOST_WORDS;
    }

    /** Cyrillic words that all begin with a capital: what a name looks like in a column that holds none. */
    static boolean isNameLike(String text) {
        int words = 1;
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (isSpace(letter)) {
                words += begins ? 0 : 1;
                begins = true;
            } else if (begins && !Character.isUpperCase(letter)) {
                return false;
            } else if (letter != '-' && UnicodeBlock.of(letter) != UnicodeBlock.CYRILLIC) {
                return false;
            } else {
                begins = false;
            }
        }
        return text.length() > 1 && words <= MOST_NAMES;
    }

    /** Eleven digits, spaces and hyphens aside: SNILS. */
    static boolean isPersonNumber(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isDigit(letter)) {
                digits++;
            } else if (!isSpace(letter) && letter != '-' && letter != '–') {
                return false;
            }
        }
        return digits == PERSON_DIGITS;
    }

    /** Enough digits to number a person. */
    static boolean hasManyDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits >= MANY_DIGITS;
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }
}
