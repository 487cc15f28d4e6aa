package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.ChartQuery;
import ru.orientir.dashboards.superset.NativeFilter;
import ru.orientir.warehouse.IndicatorCatalogue;
import ru.orientir.warehouse.MartColumns;
import ru.orientir.warehouse.MartGrain;
import ru.orientir.warehouse.MartGrains;
import tools.jackson.databind.JsonNode;

/**
 * No chart adds up what must not be added: shares, overlapping categories, distinct children, semi-additive columns.
 *
 * <p>A chart folds the rows of its mart over the columns of the grain that it neither shows nor holds to one value. What it holds: its own
 * filters, those of the metric, and those filters of its dashboard that always have one value. What is drawn as parts of a whole (a pie, a
 * stack, totals) is added by the eye, so its columns count as folded.
 */
final class HonestyRule implements Rule {

    private static final Set<String> ADDING = Set.of("sum", "avg");
    private static final Set<String> EXTREME = Set.of("min", "max");
    private static final Set<String> COUNTING =
            Set.of("count", "string_agg", "array_agg", "bool_or", "bool_and", "every");
    private static final Pattern TELLS_EXTREME = Pattern.compile("(?iu)наиб|наим|макс|мин|лучш|худш|последн|перв");

    private final MartGrains grains;
    private final MartColumns columns;
    private final IndicatorCatalogue indicators;

    HonestyRule(MartGrains grains, MartColumns columns, IndicatorCatalogue indicators) {
        this.grains = grains;
        this.columns = columns;
        this.indicators = indicators;
    }

    @Override
    public void check(Assets assets, Findings findings) {
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            if (grains.find(dataset.name()).isEmpty()) {
                findings.add(
                        dataset,
                        "table_name",
                        "nobody has said what tells one row of mart." + dataset.name() + " from another",
                        "add the mart to warehouse-schema/src/main/resources/reference/mart_grain.yaml");
            }
        }
        for (Asset chart : assets.of(AssetKind.CHART)) {
            assets.datasetOf(chart).ifPresent(dataset -> grains.find(dataset.name())
                    .ifPresent(mart -> checkChart(assets, chart, dataset, mart, findings)));
        }
    }

    private void checkChart(Assets assets, Asset chart, Asset dataset, MartGrain mart, Findings findings) {
        Set<String> told = new HashSet<>();
        List<Set<String>> heldByDashboards = heldByDashboards(assets, chart);
        for (ChartQuery query : ChartQuery.of(chart, dataset)) {
            if (query.isRaw()) {
                continue;
            }
            for (Set<String> held : heldByDashboards) {
                for (String metric : query.metrics()) {
                    new Fold(chart, dataset, mart, query, held, metric)
                            .problems()
                            .forEach(problem -> {
                                if (told.add(problem.problem())) {
                                    findings.add(chart, "params", problem.problem(), problem.remedy());
                                }
                            });
                }
            }
        }
    }

    /** For each dashboard of the chart, the columns that its filters hold to one value; one empty set where it is on none. */
    private static List<Set<String>> heldByDashboards(Assets assets, Asset chart) {
        List<Set<String>> all = new ArrayList<>();
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            if (!assets.chartsOn(dashboard).contains(chart)) {
                continue;
            }
            Set<String> held = new HashSet<>();
            for (NativeFilter filter : NativeFilter.of(dashboard)) {
                if (filter.holdsOneValue() && filter.scope().contains(chart.uuid())) {
                    held.add(filter.column());
                }
            }
            all.add(held);
        }
        return all.isEmpty() ? List.of(Set.of()) : all;
    }

    private record Problem(String problem, String remedy) {}

    /** What one metric of one question folds. */
    private final class Fold {
        private final Asset chart;
        private final MartGrain mart;
        private final String metric;
        private final String label;
        private final String expression;
        private final OneValuedColumns held;

        private final Set<String> addedByTheEye;

        Fold(Asset chart, Asset dataset, MartGrain mart, ChartQuery query, Set<String> heldByDashboard, String metric) {
            this.chart = chart;
            this.mart = mart;
            this.metric = metric;
            String foundLabel = "";
            String foundExpression = "";
            for (JsonNode candidate : dataset.at("metrics")) {
                if (candidate.path("metric_name").asString("").equals(metric)) {
                    foundLabel = candidate.path("verbose_name").asString("");
                    foundExpression = candidate.path("expression").asString("");
                }
            }
            label = foundLabel;
            expression = foundExpression;
            held = new OneValuedColumns(mart, indicators);
            held.add(heldByDashboard);
            for (ChartQuery.Filter filter : query.filters()) {
                if (filter.operator().equals("==") || filter.operator().equals("IN")) {
                    held.restrict(
                            filter.column(),
                            filter.values().stream()
                                    .map(value -> value.asString(""))
                                    .toList());
                }
            }
            query.conditions().forEach(condition -> MetricSql.fixedBy(condition)
                    .forEach((column, value) -> held.restrict(column, List.of(value))));
            addedByTheEye = ChartSums.addedByTheEye(chart, metric);
            Set<String> shown = new HashSet<>(query.columns());
            shown.removeAll(addedByTheEye);
            held.add(shown);
        }

        List<Problem> problems() {
            if (expression.isBlank()) {
                return List.of();
            }
            List<MetricSql.Aggregate> aggregates;
            try {
                aggregates = MetricSql.aggregates(expression);
            } catch (JSQLParserException e) {
                return List.of(new Problem(
                        "metric «" + metric + "» cannot be read as SQL: "
                                + e.getMessage().lines().findFirst().orElse(""),
                        "write an aggregate that PostgreSQL and the lint both understand"));
            }
            List<Problem> problems = new ArrayList<>();
            for (MetricSql.Aggregate aggregate : aggregates) {
                if (aggregate.function().equals("count") && aggregate.isDistinct() && !addedByTheEye.isEmpty()) {
                    problems.add(new Problem(
                            name() + " counts distinct things and is drawn as parts of a whole over " + addedByTheEye,
                            "draw it side by side, without a stack or totals"));
                }
                if (!COUNTING.contains(aggregate.function())) {
                    new TreeSet<>(aggregate.columns())
                            .forEach(column -> problem(aggregate, column).ifPresent(problems::add));
                }
            }
            return problems;
        }

        private Optional<Problem> problem(MetricSql.Aggregate aggregate, String column) {
            if (!columns.names().contains(column)) {
                return Optional.empty();
            }
            MartColumns.Additivity additivity = columns.named(column).additivity();
            if (additivity == MartColumns.Additivity.NONE && !ADDING.contains(aggregate.function())) {
                return Optional.empty();
            }
            Set<String> folded = held.with(aggregate.fixed()).folded();
            if (ADDING.contains(aggregate.function())) {
                Set<String> wrong = new TreeSet<>(folded);
                wrong.removeAll(mart.summedOver(additivity));
                return wrong.isEmpty() ? Optional.empty() : Optional.of(adds(aggregate, column, wrong));
            }
            Set<String> mixed = new TreeSet<>(folded);
            mixed.retainAll(mart.within());
            if (!mixed.isEmpty()) {
                return Optional.of(new Problem(
                        name() + " takes " + aggregate.function() + " of " + column + " over rows of different "
                                + mixed,
                        "show or filter " + mixed));
            }
            if (EXTREME.contains(aggregate.function())
                    && !folded.isEmpty()
                    && !TELLS_EXTREME.matcher(label).find()) {
                return Optional.of(new Problem(
                        name() + " takes " + aggregate.function() + " of " + column + " over several " + folded
                                + " and calls it «" + label + "»",
                        "show or filter " + folded + ", or say in the label that it is the greatest or the least"));
            }
            return Optional.empty();
        }

        private Problem adds(MetricSql.Aggregate aggregate, String column, Set<String> wrong) {
            String how = aggregate.function().equals("avg") ? " averages " : " adds up ";
            Set<String> eye = new TreeSet<>();
            addedByTheEye.forEach(name -> eye.addAll(mart.keysOf(name)));
            eye.retainAll(wrong);
            return new Problem(
                    name() + how + column + " over " + wrong
                            + (eye.isEmpty() ? "" : ", as parts of a whole over " + eye),
                    "show or filter " + wrong + (eye.isEmpty() ? "" : " side by side")
                            + ", divide sums of the parts, or take a mart of a higher level");
        }

        private String name() {
            return "metric «" + metric + "» of «" + chart.name() + "»";
        }
    }
}
