package ru.orientir.etl.contract;

/**
 * Brings headers, labels and code words to one form, so that case, spaces, punctuation, line breaks, {@code ё} and Latin
 * letters that look Cyrillic make no difference.
 */
public final class CanonicalText {
    private static final String LATIN = "abcehkmoptxyё";
    private static final String CYRILLIC = "авсенкмортхуе";

    private CanonicalText() {}

    /** Letters and digits only, lower case; leading zeros of a plain number are dropped. */
    public static String of(String text) {
        StringBuilder canonical = new StringBuilder(text.length());
        boolean number = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = Character.toLowerCase(text.charAt(i));
            if (Character.isLetterOrDigit(letter) || letter == '+') {
                int at = letter < 0x80 || letter == 'ё' ? LATIN.indexOf(letter) : -1;
                canonical.append(at < 0 ? letter : CYRILLIC.charAt(at));
                number &= Character.isDigit(letter);
            }
        }
        int zeros = 0;
        while (number && zeros < canonical.length() - 1 && canonical.charAt(zeros) == '0') {
            zeros++;
        }
        return canonical.substring(zeros);
    }
}
