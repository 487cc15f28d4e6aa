package ru.orientir.etl.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import ru.orientir.etl.table.BoundSql;
import ru.orientir.warehouse.Indicator;
import ru.orientir.warehouse.IndicatorCatalogue;

/**
 * What every indicator counts and what it divides by, as {@code indicator.yaml} declares it.
 *
 * <p>Input: the tables that the parts name. Output: a row per indicator, part ({@code numerator}, {@code
 * denominator}, {@code observations}), level and group that has rows. All parts that come from one view are counted in
 * one pass; unique children of a municipality are counted, never added up from its schools. An organization that moved
 * within the year is told once, in the territory it ended the year in; a municipality has what happened while it lay there.
 * Cost: one shuffle a view.
 */
final class IndicatorParts {

    private static final List<String> PARTS = List.of("numerator", "denominator", "observations");

    private final SparkSession spark;
    private final IndicatorCatalogue catalogue;
    private final Function<String, Dataset<Row>> inputs;

    IndicatorParts(SparkSession spark, IndicatorCatalogue catalogue, Function<String, Dataset<Row>> inputs) {
        this.spark = spark;
        this.catalogue = catalogue;
        this.inputs = inputs;
    }

    Dataset<Row> count() {
        Map<String, List<Part>> byView = new LinkedHashMap<>();
        for (Indicator indicator : catalogue.indicators()) {
            for (String name : PARTS) {
                partOf(indicator, name).ifPresent(part -> byView.computeIfAbsent(part.view(), view -> new ArrayList<>())
                        .add(part));
            }
        }
        return byView.entrySet().stream()
                .map(entry -> count(entry.getKey(), entry.getValue()))
                .reduce(Dataset::unionByName)
                .orElseThrow(() -> new IllegalStateException("indicator.yaml declares nothing to count"));
    }

    private Dataset<Row> count(String view, List<Part> parts) {
        String amounts = numbered(parts, (part, i) -> "CAST(" + part.sql() + " AS double) AS amount_" + i);
        String rows =
                numbered(parts, (part, i) -> "named_struct('c', '%s', 'p', '%s', 's', %s, 'k', %s, 'a', amount_%d)"
                        .formatted(
                                part.indicator().code(),
                                part.name(),
                                part.indicator().breakdowns().contains("education_stage"),
                                part.indicator().breakdowns().contains("learner_category"),
                                i));
        return BoundSql.rows(spark, """
                WITH grouped AS (
                    SELECT reporting_year, territory_id, organization_id, education_stage_code, learner_category_code,
                           grouping(organization_id) = 1 AS is_municipality, grouping(education_stage_code) = 1 AS is_all_stages,
                           %s
                    FROM {{%s}}
                    GROUP BY GROUPING SETS (
                        (reporting_year, organization_id, education_stage_code, learner_category_code),
                        (reporting_year, organization_id, learner_category_code),
                        (reporting_year, territory_id, education_stage_code, learner_category_code),
                        (reporting_year, territory_id, learner_category_code))
                ), listed AS (
                    SELECT g.*, inline(array(%s)) AS (indicator_code, part, by_stage, by_category, amount) FROM grouped g
                )
                SELECT l.reporting_year,
                       if(l.is_municipality, 'municipality', 'organization') AS level,
                       if(l.is_municipality, l.territory_id, coalesce(o.territory_id, 'unknown')) AS territory_id,
                       if(l.is_municipality, '', l.organization_id) AS organization_id,
                       l.indicator_code,
                       if(l.is_all_stages, 'all', l.education_stage_code) AS education_stage_code,
                       l.learner_category_code, l.part, l.amount
                FROM listed l
                LEFT JOIN {{organization_version}} o
                  ON o.organization_id = l.organization_id
                 AND make_date(l.reporting_year, 12, 31) >= o.valid_from AND make_date(l.reporting_year, 12, 31) < o.valid_to
                WHERE (l.is_all_stages OR l.by_stage) AND (l.learner_category_code = 'all' OR l.by_category)
                  AND (l.is_municipality OR l.organization_id IS NOT NULL) AND l.amount IS NOT NULL
                """.formatted(amounts, view, rows), inputs);
    }

    private static java.util.Optional<Part> partOf(Indicator indicator, String name) {
        Object declared = indicator.others().get(name);
        if (declared == null) {
            return java.util.Optional.empty();
        }
        if (declared instanceof Map<?, ?> keys && keys.get("from") != null && keys.get("sql") != null) {
            return java.util.Optional.of(new Part(
                    indicator,
                    name,
                    keys.get("from").toString(),
                    keys.get("sql").toString()));
        }
        throw new IllegalStateException("Cannot read indicator " + indicator.code() + ": " + name + " is " + declared
                + "; expected {from: <view>, sql: <aggregate>}");
    }

    private static String numbered(List<Part> parts, java.util.function.BiFunction<Part, Integer, String> text) {
        return java.util.stream.IntStream.range(0, parts.size())
                .mapToObj(i -> text.apply(parts.get(i), i))
                .collect(Collectors.joining(",\n"));
    }

    private record Part(Indicator indicator, String name, String view, String sql) {}
}
