package ru.orientir.dashboards.superset.lint;

import java.util.HashSet;
import java.util.Set;
import ru.orientir.dashboards.superset.Asset;
import tools.jackson.databind.JsonNode;

/** What a kind of chart does to its rows for the eye. */
final class ChartSums {

    private ChartSums() {}

    /** Columns whose values the chart draws as parts of a whole, or adds up in a total. */
    static Set<String> addedByTheEye(Asset chart, String metric) {
        JsonNode params = chart.at("params");
        Set<String> columns = new HashSet<>();
        switch (chart.text("viz_type")) {
            case "pie", "treemap_v2" -> add(columns, params, "groupby");
            case "sankey_v2" -> add(columns, params, "source", "target");
            case "echarts_timeseries_bar", "echarts_timeseries_line" -> {
                if (isOn(params.path("stack")) || isOn(params.path("contributionMode"))) {
                    add(columns, params, "groupby");
                }
            }
            case "mixed_timeseries" -> {
                if (isOn(params.path("stack"))) {
                    add(columns, params, "groupby");
                }
                if (isOn(params.path("stackB"))) {
                    add(columns, params, "groupby_b");
                }
            }
            case "table" -> {
                boolean share = texts(params.path("percent_metrics")).contains(metric);
                if (share || isOn(params.path("show_totals"))) {
                    add(columns, params, "groupby");
                }
            }
            case "pivot_table_v2" -> {
                if (isOn(params.path("rowTotals")) || isOn(params.path("rowSubTotals"))) {
                    add(columns, params, "groupbyColumns");
                }
                if (isOn(params.path("colTotals")) || isOn(params.path("colSubTotals"))) {
                    add(columns, params, "groupbyRows");
                }
            }
            case "big_number" -> {
                if (params.path("aggregation").asString("").matches("sum|mean")) {
                    add(columns, params, "x_axis");
                }
            }
            default -> {}
        }
        return columns;
    }

    private static void add(Set<String> columns, JsonNode params, String... keys) {
        for (String key : keys) {
            columns.addAll(texts(params.path(key)));
        }
    }

    private static Set<String> texts(JsonNode value) {
        Set<String> texts = new HashSet<>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asString("")));
        } else if (value.isString()) {
            texts.add(value.asString());
        }
        return texts;
    }

    /** {@code true}, or the name of a way such as {@code Stack}. */
    private static boolean isOn(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : !value.asString("").isEmpty();
    }
}
