package ru.orientir.etl.contract.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** School grades as senders write them: {@code 7}, {@code 7А}, {@code 7 "А"}, {@code 7 класс}, {@code 7-й класс}. */
public final class GradeText {
    private static final Pattern GRADE = Pattern.compile(
            "0?(\\d{1,2})(?:\\.0)?(?:\\s*-?\\s*(?:й|ый|ий|ой|ые|е))?\\s*-?\\s*"
                    + "(?:[«\"'„“]?\\s*[а-яёa-z]\\s*[»\"'“”]?)?\\s*(?:класс(?:ы|ов)?|кл\\.?)?"
                    + "\\s*(?:[«\"'„“]?\\s*[а-яёa-z]\\s*[»\"'“”]?)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private GradeText() {}

    /** The grade's number, or {@code not_a_number}. */
    public static ReadValue read(String text) {
        String stripped = text.strip();
        if (stripped.length() == 1 && stripped.charAt(0) >= '0' && stripped.charAt(0) <= '9') {
            return ReadValue.of(stripped.charAt(0) - '0');
        }
        Matcher grade = GRADE.matcher(NumberText.withSingleSpaces(stripped));
        if (grade.matches()) {
            return ReadValue.of(Integer.valueOf(grade.group(1)));
        }
        return NumberText.integer(stripped);
    }
}
