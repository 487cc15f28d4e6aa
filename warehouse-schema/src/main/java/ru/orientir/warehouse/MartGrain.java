package ru.orientir.warehouse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What tells one row of a mart from another.
 *
 * @param mart name of the view in schema {@code mart}
 * @param grain columns of its key
 * @param within columns of the key that no number may span
 * @param names columns that name columns of the key and are not called like them, and those columns
 * @param holds by column of the key and its value, the other columns of the key that have one value only then
 */
public record MartGrain(
        String mart,
        List<String> grain,
        Set<String> within,
        Map<String, Set<String>> names,
        Map<String, Map<String, Set<String>>> holds) {

    private static final List<String> NAMING = List.of("_id", "_code", "_name");
    private static final String YEAR = "reporting_year";

    public MartGrain {
        grain = List.copyOf(grain);
        within = Set.copyOf(within);
        names = Map.copyOf(names);
        holds = Map.copyOf(holds);
    }

    /** The columns of the key that a column of the mart fixes: itself, or those whose names it holds. */
    public Set<String> keysOf(String column) {
        if (names.containsKey(column)) {
            return names.get(column);
        }
        return grain.stream()
                .filter(key -> key.equals(column) || stem(key).equals(stem(column)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The columns of the key over which numbers of a kind may be summed. */
    public Set<String> summedOver(MartColumns.Additivity additivity) {
        Set<String> over = new TreeSet<>(grain);
        over.removeAll(within);
        return switch (additivity) {
            case ADDITIVE -> over;
            case WITHIN_YEAR -> {
                over.remove(YEAR);
                yield over;
            }
            case NEVER, NONE -> Set.of();
        };
    }

    private static String stem(String column) {
        for (String ending : NAMING) {
            if (column.endsWith(ending)) {
                return column.substring(0, column.length() - ending.length());
            }
        }
        return column;
    }
}
