package ru.orientir.etl.contract;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words that senders use and the codes they stand for; words may come and go with the years. */
public final class CodeMap implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> words = new LinkedHashMap<>();
    private final HashMap<String, String> codesByWord = new HashMap<>();
    private final List<Years> byYear;
    private final boolean keepsUnknown;

    /** Words valid from one reporting year to another, both included. */
    public record Years(int first, int last, CodeMap codes) implements Serializable {}

    /**
     * @param words words and their codes, valid in every year
     * @param byYear words of certain years, which come before the general ones
     * @param keepsUnknown whether an unlisted word is kept as it is instead of breaking the row
     */
    public CodeMap(Map<String, String> words, List<Years> byYear, boolean keepsUnknown) {
        this.words.putAll(words);
        words.forEach((word, code) -> codesByWord.put(CanonicalText.of(word), code));
        this.byYear = List.copyOf(byYear);
        this.keepsUnknown = keepsUnknown;
    }

    /** The code of a word in a reporting year; every year's words count while the year is unknown. */
    public Optional<String> code(String word, Integer reportingYear) {
        String exact = byYear.isEmpty() ? words.get(word) : null;
        if (exact != null) {
            return Optional.of(exact);
        }
        String canonical = CanonicalText.of(word);
        for (Years years : byYear) {
            if (reportingYear == null || (reportingYear >= years.first() && reportingYear <= years.last())) {
                Optional<String> code = years.codes().code(word, reportingYear);
                if (code.isPresent()) {
                    return code;
                }
            }
        }
        String code = codesByWord.get(canonical);
        if (code == null && words.containsValue(word)) {
            code = word;
        }
        return Optional.ofNullable(code == null && keepsUnknown ? word : code);
    }

    /** Whether a word may stand for another code in another year. */
    public boolean differsByYear() {
        return !byYear.isEmpty();
    }

    /** The words a sender may write, in the contract's order. */
    public List<String> words() {
        return List.copyOf(words.keySet());
    }

    /** The code of a word nobody listed is the word itself. */
    public boolean keepsUnknown() {
        return keepsUnknown;
    }
}
