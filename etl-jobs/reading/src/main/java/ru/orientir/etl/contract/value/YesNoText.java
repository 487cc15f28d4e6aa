package ru.orientir.etl.contract.value;

import java.util.Locale;
import java.util.Set;

/** Yes and no as senders write them. */
public final class YesNoText {
    private static final Set<String> YES = Set.of("да", "+", "1", "true", "истина", "yes", "есть", "д", "1.0");
    private static final Set<String> NO = Set.of("нет", "-", "–", "—", "−", "0", "false", "ложь", "no", "н", "0.0");

    private YesNoText() {}

    /** True, false, or {@code unknown_code}. */
    public static ReadValue read(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return ReadValue.of(Boolean.TRUE);
        }
        return NO.contains(word) ? ReadValue.of(Boolean.FALSE) : ReadValue.broken("unknown_code");
    }
}
