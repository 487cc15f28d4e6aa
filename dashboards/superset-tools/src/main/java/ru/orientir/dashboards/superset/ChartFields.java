package ru.orientir.dashboards.superset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Where the settings of a chart name columns and metrics of its dataset. A mixed chart asks two questions, other kinds one.
 *
 * @param suffix of the settings of this question: empty, or {@code _b} for the second one of a mixed chart
 */
public record ChartFields(
        String suffix, boolean isRaw, List<Field> columns, List<Field> metrics, JsonNode filters, int rowLimit) {

    /** The kinds of charts that were tried in Superset 6.1 and drawn; others wait until somebody tries them. */
    public static final Set<String> TRIED = Set.of(
            "big_number_total",
            "big_number",
            "echarts_timeseries_line",
            "echarts_timeseries_bar",
            "echarts_timeseries_scatter",
            "mixed_timeseries",
            "pie",
            "table",
            "pivot_table_v2",
            "heatmap_v2",
            "sankey_v2",
            "treemap_v2",
            "bubble_v2",
            "box_plot",
            "handlebars");

    private static final List<String> COLUMN_KEYS = List.of(
            "x_axis", "groupby", "columns", "groupbyRows", "groupbyColumns", "source", "target", "entity", "series");
    private static final List<String> METRIC_KEYS = List.of("metric", "metrics", "percent_metrics", "secondary_metric");
    private static final Map<String, List<String>> MORE_METRIC_KEYS = Map.of("bubble_v2", List.of("x", "y", "size"));
    private static final int DEFAULT_ROW_LIMIT = 10_000;

    /** A column or metric and the key that names it; not a text where the chart makes up its own. */
    public record Field(String path, JsonNode value) {
        public String name() {
            return value.asString("");
        }
    }

    /** The questions of a chart. */
    public static List<ChartFields> of(Asset chart) {
        JsonNode params = chart.at("params");
        String vizType = chart.text("viz_type");
        boolean mayBeRaw = vizType.equals("table") || vizType.equals("handlebars");
        if (mayBeRaw && params.path("query_mode").asString("").equals("raw")) {
            return List.of(new ChartFields(
                    "",
                    true,
                    fields(params, List.of("all_columns"), ""),
                    List.of(),
                    params.path("adhoc_filters"),
                    limit(params, "")));
        }
        List<String> metricKeys = new ArrayList<>(METRIC_KEYS);
        metricKeys.addAll(MORE_METRIC_KEYS.getOrDefault(vizType, List.of()));
        ChartFields first = new ChartFields(
                "",
                false,
                fields(params, COLUMN_KEYS, ""),
                fields(params, metricKeys, ""),
                params.path("adhoc_filters"),
                limit(params, ""));
        if (!vizType.equals("mixed_timeseries")) {
            return List.of(first);
        }
        List<Field> columns = new ArrayList<>(fields(params, List.of("x_axis"), ""));
        columns.addAll(fields(params, List.of("groupby"), "_b"));
        return List.of(
                first,
                new ChartFields(
                        "_b",
                        false,
                        columns,
                        fields(params, List.of("metrics"), "_b"),
                        params.path("adhoc_filters_b"),
                        limit(params, "_b")));
    }

    private static List<Field> fields(JsonNode params, List<String> keys, String suffix) {
        List<Field> fields = new ArrayList<>();
        for (String key : keys) {
            JsonNode value = params.path(key + suffix);
            String path = "params." + key + suffix;
            if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    fields.add(new Field(path + "[" + i + "]", value.get(i)));
                }
            } else if (!value.isMissingNode()
                    && !value.isNull()
                    && !value.asString("x").isEmpty()) {
                fields.add(new Field(path, value));
            }
        }
        return fields;
    }

    private static int limit(JsonNode params, String suffix) {
        JsonNode limit = params.path("row_limit" + suffix);
        return limit.isNumber()
                ? limit.asInt()
                : limit.asString("").matches("\\d+") ? Integer.parseInt(limit.asString()) : DEFAULT_ROW_LIMIT;
    }
}
