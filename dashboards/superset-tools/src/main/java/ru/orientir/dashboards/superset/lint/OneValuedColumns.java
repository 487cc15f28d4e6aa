package ru.orientir.dashboards.superset.lint;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ru.orientir.warehouse.BreakdownCatalogue;
import ru.orientir.warehouse.Indicator;
import ru.orientir.warehouse.IndicatorCatalogue;
import ru.orientir.warehouse.MartGrain;

/** The columns of a mart's key that have one value in every row that is folded into one number. */
final class OneValuedColumns {

    /** Columns of the marts have the names of the breakdowns. */
    private static final List<String> BREAKDOWNS = BreakdownCatalogue.load().codes();

    private final MartGrain mart;
    private final IndicatorCatalogue indicators;
    private final Set<String> columns = new HashSet<>();
    /** What the files say that a column may be; a column that is not here may be anything. */
    private final Map<String, Set<String>> values = new HashMap<>();

    OneValuedColumns(MartGrain mart, IndicatorCatalogue indicators) {
        this.mart = mart;
        this.indicators = indicators;
    }

    private OneValuedColumns(OneValuedColumns other) {
        this(other.mart, other.indicators);
        columns.addAll(other.columns);
        values.putAll(other.values);
    }

    /** Columns that have one value, whatever it is. */
    void add(Collection<String> oneValued) {
        columns.addAll(oneValued);
    }

    /** A column that can only have these values. */
    void restrict(String column, Collection<String> possible) {
        if (possible.size() == 1) {
            columns.add(column);
        }
        values.merge(column, Set.copyOf(possible), (some, others) -> {
            Set<String> both = new HashSet<>(some);
            both.retainAll(others);
            return both;
        });
    }

    /** The same with the columns that a metric's own condition holds. */
    OneValuedColumns with(Map<String, String> fixed) {
        OneValuedColumns more = new OneValuedColumns(this);
        fixed.forEach((column, value) -> more.restrict(column, List.of(value)));
        return more;
    }

    /** The columns of the key that are not held: the number is folded over them. */
    Set<String> folded() {
        Set<String> folded = new TreeSet<>(mart.grain());
        columns.forEach(column -> folded.removeAll(mart.keysOf(column)));
        mart.holds().forEach((column, byValue) -> {
            Set<String> possible = values.getOrDefault(column, Set.of());
            if (!possible.isEmpty() && byValue.keySet().containsAll(possible)) {
                possible.forEach(value -> folded.removeAll(byValue.get(value)));
            }
        });
        folded.removeIf(column -> isHeldByIndicators(column));
        return folded;
    }

    /** Whether none of the indicators that can be meant is broken down by the column, so that it has the row «all» alone. */
    private boolean isHeldByIndicators(String column) {
        boolean isBreakdown = BREAKDOWNS.contains(column);
        Set<String> codes = values.getOrDefault("indicator_code", Set.of());
        Set<String> names = values.getOrDefault("indicator_name", Set.of());
        if (!isBreakdown || !mart.grain().contains("indicator_code") || codes.isEmpty() && names.isEmpty()) {
            return false;
        }
        List<Indicator> meant = indicators.indicators().stream()
                .filter(indicator -> (codes.isEmpty() || codes.contains(indicator.code()))
                        && (names.isEmpty() || names.contains(indicator.nameRu())))
                .toList();
        return !meant.isEmpty() && meant.stream().noneMatch(indicator -> indicator.isSplitBy(column));
    }
}
