package ru.orientir.etl.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.orientir.etl.table.Table;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.warehouse.Breakdown;
import ru.orientir.warehouse.BreakdownCatalogue;
import ru.orientir.warehouse.Indicator;
import ru.orientir.warehouse.IndicatorCatalogue;

/**
 * What is counted over one table: each aggregate once, however many indicators ask for it, and
 * in each group that one of them is split by.
 *
 * <p>A view has a column {@code <breakdown>_code} for what it can be split by. Where members overlap, it lists a row for each member
 * that applies and one for {@code all}; elsewhere the whole is what its groups are together.
 *
 * @param unit what is counted once in any group
 * @param breakdowns what its rows are grouped by: what is asked for, and what lists a row more than once
 * @param splits sets of those breakdowns by which rows are grouped together, the overlapping ones left out
 * @param aggregates SQL of what is counted, each once
 */
record CountedView(
        String name,
        Optional<Table.Unit> unit,
        List<Breakdown> breakdowns,
        Set<List<Breakdown>> splits,
        List<String> aggregates) {

    /**
     * The views that indicators count, in the order in which they are first named.
     *
     * @throws IllegalStateException where there is no such table, or an indicator is split by what its view has no column for
     */
    static List<CountedView> of(IndicatorCatalogue indicators, BreakdownCatalogue breakdowns, TableCatalogue tables) {
        Map<String, Set<Indicator>> byView = new LinkedHashMap<>();
        for (Indicator indicator : indicators.indicators()) {
            for (Indicator.Part part : indicator.parts().values()) {
                if (!tables.contains(part.from())) {
                    throw new IllegalStateException(
                            "Cannot count indicator " + indicator.code() + ": there is no table " + part.from()
                                    + "; add its folder, or mend the name in indicator.yaml");
                }
                byView.computeIfAbsent(part.from(), view -> new LinkedHashSet<>())
                        .add(indicator);
            }
        }
        return byView.entrySet().stream()
                .map(view -> of(tables.get(view.getKey()), view.getValue(), breakdowns.breakdowns()))
                .toList();
    }

    private static CountedView of(Table table, Collection<Indicator> indicators, List<Breakdown> breakdowns) {
        String name = table.name();
        List<String> names = List.of(table.columns().fieldNames());
        List<Breakdown> columns = breakdowns.stream()
                .filter(breakdown -> names.contains(breakdown.column()))
                .toList();
        Set<String> aggregates = new LinkedHashSet<>();
        Set<String> asked = new LinkedHashSet<>();
        for (Indicator indicator : indicators) {
            for (Indicator.Part part : indicator.parts().values()) {
                if (part.from().equals(name)) {
                    aggregates.add(part.sql());
                }
            }
            indicator.splits().forEach(asked::addAll);
            for (Breakdown breakdown : breakdowns) {
                if (indicator.isSplitBy(breakdown.code()) && !columns.contains(breakdown)) {
                    throw new IllegalStateException("Cannot count indicator " + indicator.code() + ": it is split by "
                            + breakdown.code() + ", and table " + name + " has no column " + breakdown.column()
                            + "; add the column, or take the breakdown out of indicator.yaml");
                }
            }
        }
        List<Breakdown> grouped = columns.stream()
                .filter(breakdown -> breakdown.isOverlapping() || asked.contains(breakdown.code()))
                .toList();
        Set<List<Breakdown>> splits = indicators.stream()
                .flatMap(indicator -> indicator.splits().stream())
                .map(split -> grouped.stream()
                        .filter(breakdown -> !breakdown.isOverlapping() && split.contains(breakdown.code()))
                        .toList())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new CountedView(name, table.unit(), grouped, splits, List.copyOf(aggregates));
    }

    /**
     * The query that counts: a row per organization or municipality, year, group and aggregate, with the {@code split} that the group
     * belongs to and the {@code position} of the aggregate. One pass over the view, one shuffle.
     */
    String query() {
        return """
                SELECT reporting_year, is_municipality, territory_id, organization_id, '%s' AS view,
                       concat_ws(',' %s) AS split,
                       coalesce(nullif(concat_ws(',' %s), ''), 'all') AS group_code, posexplode(amounts) AS (position, amount)
                FROM (%s)
                """.formatted(
                name,
                eachBreakdown(breakdown -> ", if(%s, '%s', NULL)".formatted(isSplit(breakdown), breakdown.code())),
                eachBreakdown(breakdown -> ", if(%s, concat('%s=', %s), NULL)"
                        .formatted(isSplit(breakdown), breakdown.code(), breakdown.code())),
                unit.map(this::countedUnits).orElseGet(this::countedRows));
    }

    private String countedRows() {
        return "SELECT %s, %s AS amounts FROM %s GROUP BY GROUPING SETS (%s)"
                .formatted(group(), amounts(), rows(), groupingSets(""));
    }

    /** A unit is one row of each group before the group is counted. */
    private String countedUnits(Table.Unit once) {
        String combined = once.combined().entrySet().stream()
                .map(column -> ", %2$s(%1$s) AS %1$s".formatted(column.getKey(), column.getValue()))
                .collect(Collectors.joining());
        return "SELECT %s, %s AS amounts FROM (SELECT %s %s FROM %s GROUP BY GROUPING SETS (%s)) GROUP BY %s"
                .formatted(
                        groupNames(),
                        amounts(),
                        group(),
                        combined,
                        rows(),
                        groupingSets(", " + once.column()),
                        groupNames());
    }

    private String rows() {
        return "(SELECT * %s FROM {{%s}})".formatted(eachBreakdown(CountedView::known), name);
    }

    private String amounts() {
        return aggregates.stream()
                .map(sql -> "CAST(" + sql + " AS double)")
                .collect(Collectors.joining(", ", "array(", ")"));
    }

    private String group() {
        return "reporting_year, territory_id, organization_id, grouping(organization_id) = 1 AS is_municipality"
                + eachBreakdown(breakdown -> breakdown.isOverlapping()
                        ? ", " + breakdown.code()
                        : ", %1$s, grouping(%1$s) = 0 AS is_split_by_%1$s".formatted(breakdown.code()));
    }

    private String groupNames() {
        return "reporting_year, territory_id, organization_id, is_municipality"
                + eachBreakdown(breakdown -> breakdown.isOverlapping()
                        ? ", " + breakdown.code()
                        : ", %1$s, is_split_by_%1$s".formatted(breakdown.code()));
    }

    private String eachBreakdown(java.util.function.Function<Breakdown, String> text) {
        return breakdowns.stream().map(text).collect(Collectors.joining());
    }

    private static String isSplit(Breakdown breakdown) {
        return breakdown.isOverlapping()
                ? breakdown.code() + " <> '" + Breakdown.WHOLE + "'"
                : "is_split_by_" + breakdown.code();
    }

    /** What the reference does not know is one member. */
    private static String known(Breakdown breakdown) {
        Stream<String> whole = breakdown.isOverlapping() ? Stream.of(Breakdown.WHOLE) : Stream.empty();
        return ", if(%1$s IN (%2$s), %1$s, '%3$s') AS %4$s"
                .formatted(
                        breakdown.column(),
                        Stream.concat(whole, breakdown.members().stream().map(Breakdown.Member::code))
                                .map(code -> "'" + code + "'")
                                .collect(Collectors.joining(", ")),
                        Breakdown.UNKNOWN,
                        breakdown.code());
    }

    /** @param more columns of every set */
    private String groupingSets(String more) {
        List<String> overlapping = breakdowns.stream()
                .filter(Breakdown::isOverlapping)
                .map(Breakdown::code)
                .toList();
        List<String> sets = new ArrayList<>();
        for (String unit : List.of("organization_id", "territory_id")) {
            for (List<Breakdown> split : splits) {
                sets.add(Stream.of(
                                Stream.of("reporting_year", unit),
                                split.stream().map(Breakdown::code),
                                overlapping.stream())
                        .flatMap(columns -> columns)
                        .collect(Collectors.joining(", ", "(", more + ")")));
            }
        }
        return String.join(", ", sets);
    }

    /** Where a part of an indicator stands among the aggregates. */
    int position(Indicator.Part part) {
        return aggregates.indexOf(part.sql());
    }
}
