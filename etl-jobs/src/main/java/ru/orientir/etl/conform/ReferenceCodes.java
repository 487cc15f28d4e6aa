package ru.orientir.etl.conform;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Known codes by the name of their reference list, such as {@code event_series}. */
public final class ReferenceCodes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, HashSet<String>> codes = new HashMap<>();

    public ReferenceCodes(Map<String, Set<String>> codes) {
        codes.forEach((reference, known) -> this.codes.put(reference, new HashSet<>(known)));
    }

    /** Whether a list holds a code; a list nobody supplied is a mistake of the program, not of the sender. */
    public boolean knows(String reference, String code) {
        return list(reference).contains(code);
    }

    /** The codes of a list in order. */
    public Set<String> of(String reference) {
        return new TreeSet<>(list(reference));
    }

    private Set<String> list(String reference) {
        Set<String> list = codes.get(reference);
        if (list == null) {
            throw new IllegalStateException(
                    "No reference list '%s'; supplied: %s".formatted(reference, codes.keySet()));
        }
        return list;
    }
}
