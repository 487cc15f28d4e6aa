package ru.orientir.etl.reading;

import java.lang.Character.UnicodeBlock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shapes by which texts about persons are told from other texts. */
final class IdentityText {
    private static final String NAME_SIGNS = "'’`.()-‐‑–";
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\d_+-]+|[\\d./-]+|\\d+,\\d+");
    private static final String WORD = "\\p{IsCyrillic}+(?:-\\p{IsCyrillic}+)?";
    private static final String NAME = "\\p{Lu}(?<=\\p{IsCyrillic})\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?";
    private static final String INITIALS = "\\p{Lu}\\.[\\s_]?(?:\\p{Lu}\\.)?";
    private static final Pattern PERSON = Pattern.compile("(?<!\\p{L})(?:"
            + String.join(
                    "|",
                    NAME + "(?:[\\s_]+" + NAME + "){1,3}",
                    NAME + "[\\s_]*" + INITIALS,
                    INITIALS + "[\\s_]*" + NAME,
                    "(?:" + WORD
                            + "[\\s_]+){1,2}(?iu:\\p{IsCyrillic}+(?:ович|евич|овна|евна|ична|оглы|кызы))(?!\\p{L})")
            + ")|(?<!\\d)\\d{3}[- _]\\d{3}[- _]\\d{3}[- _]\\d{2}(?!\\d)"
            // An address begins where a word does: tried at each letter of a long word, it would take the square of its
            // length.
            + "|(?:(?<![^\\s@/])|\\G)[^\\s@/]++@[^\\s@/]++");
    private static final Pattern ELEVEN_DIGITS = Pattern.compile("(?<!\\d)\\d{11}(?!\\d)");
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

    /** What, in a feed about persons, may be a part of one: anything but a plain word, number or date. */
    static boolean mayTellPerson(String text) {
        return isNameLike(text) || hasManyDigits(text) || !PLAIN.matcher(text).matches();
    }

    /** Whether a text surely names a person: a name of several words, a name with initials, a number, an address. */
    static boolean tellsPerson(String text) {
        return mayHoldPerson(text)
                && (PERSON.matcher(text).find()
                        || ELEVEN_DIGITS.matcher(text).results().anyMatch(number -> checkDigitsAgree(number.group())));
    }

    /** Spares most texts the search: dates, numbers and codes hold no Cyrillic letter, few digits and no address. */
    private static boolean mayHoldPerson(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '@' || (letter > 0x7F && UnicodeBlock.of(letter) == UnicodeBlock.CYRILLIC)) {
                return true;
            }
            digits += Character.isDigit(letter) ? 1 : 0;
        }
        return digits >= PERSON_DIGITS;
    }

    /** The text with whatever tells a person reduced to its shape. */
    static String withoutPersons(String text) {
        String unnamed =
                PERSON.matcher(text).replaceAll(person -> Matcher.quoteReplacement(ShapeMask.of(person.group())));
        return ELEVEN_DIGITS
                .matcher(unnamed)
                .replaceAll(number -> checkDigitsAgree(number.group()) ? ShapeMask.of(number.group()) : number.group());
    }

    /** The last two of the eleven digits of a SNILS follow from the others, which tells it from other numbers. */
    private static boolean checkDigitsAgree(String number) {
        int sum = 0;
        for (int i = 0; i < PERSON_DIGITS - 2; i++) {
            sum += (number.charAt(i) - '0') * (PERSON_DIGITS - 2 - i);
        }
        return sum % 101 % 100 == Integer.parseInt(number.substring(PERSON_DIGITS - 2));
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
