package ru.orientir.etl.rules;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ru.orientir.warehouse.ReferenceTable;
import ru.orientir.warehouse.ReferenceTables;

/** Known codes by the name of their reference list, such as {@code event_series}. */
public final class ReferenceCodes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, HashSet<String>> codes = new HashMap<>();

    /** The codes of the reference data that ship with the warehouse: the first column of each table. */
    public static ReferenceCodes bundled() {
        Map<String, Set<String>> codes = new HashMap<>();
        for (ReferenceTable table : ReferenceTables.all()) {
            codes.put(table.name(), table.rows().stream().map(row -> row.get(0)).collect(Collectors.toSet()));
        }
        return new ReferenceCodes(codes);
    }

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
