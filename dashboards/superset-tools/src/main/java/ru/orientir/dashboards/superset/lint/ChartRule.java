package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.ChartFields;
import tools.jackson.databind.JsonNode;

/** A chart is of a tried kind, names columns and metrics that its dataset has, and avoids settings that are known to fail. */
final class ChartRule implements Rule {

    private static final Pattern MUSTACHE =
            Pattern.compile("\\{\\{\\{?(?:formatNumber |dateFormat )?([a-z][a-z0-9_]*)\\b");
    private static final Set<String> MUSTACHE_WORDS = Set.of("data", "else", "this", "lookup");
    private static final Set<String> SORTS_OF_MINE = Set.of("name", "sum", "min", "max", "avg");

    @Override
    public void check(Assets assets, Findings findings) {
        for (Asset chart : assets.of(AssetKind.CHART)) {
            checkSettings(chart, findings);
            assets.datasetOf(chart).ifPresent(dataset -> checkFields(chart, dataset, findings));
        }
    }

    private static void checkSettings(Asset chart, Findings findings) {
        JsonNode params = chart.at("params");
        String vizType = chart.text("viz_type");
        if (!ChartFields.TRIED.contains(vizType)) {
            findings.add(
                    chart,
                    "viz_type",
                    "is «" + vizType + "», which nobody has tried",
                    "take one of " + new java.util.TreeSet<>(ChartFields.TRIED)
                            + ", or try it and add it to ChartFields.TRIED");
        }
        if (!params.path("viz_type").asString("").equals(vizType)) {
            findings.add(chart, "params.viz_type", "differs from viz_type", "write " + vizType);
        }
        if (!params.path("datasource").asString("").equals("1__table")) {
            findings.add(
                    chart,
                    "params.datasource",
                    "is " + params.path("datasource"),
                    "write 1__table; Superset puts the id of the dataset in its place");
        }
        if (!params.path("adhoc_filters").isArray()) {
            findings.add(chart, "params.adhoc_filters", "is no list", "write [] where there are none");
        }
        if (!params.path("extra_form_data").isObject()) {
            findings.add(chart, "params.extra_form_data", "is missing", "write {}");
        }
        if (params.path("server_pagination").asBoolean(false)) {
            findings.add(
                    chart,
                    "params.server_pagination",
                    "is on",
                    "turn it off: search and totals then see one page only");
        }
        switch (vizType) {
            case "heatmap_v2" -> {
                if (!params.path("normalize_across").asString("").equals("heatmap")) {
                    findings.add(
                            chart,
                            "params.normalize_across",
                            "is «" + params.path("normalize_across").asString("")
                                    + "»; with x or y the server fails when a filter leaves one group",
                            "write heatmap");
                }
            }
            case "echarts_timeseries_bar", "echarts_timeseries_line", "echarts_timeseries_scatter" -> {
                if (!params.has("x_axis")) {
                    findings.add(chart, "params.x_axis", "is missing", "name the column of the axis");
                }
            }
            default -> {}
        }
        if (params.path("echart_options").asString("").matches("(?s).*\\bseries\\s*:.*")) {
            findings.add(
                    chart,
                    "params.echart_options",
                    "sets series, which takes the place of the drawn ones",
                    "leave series alone");
        }
    }

    private static void checkFields(Asset chart, Asset dataset, Findings findings) {
        Set<String> columns = new HashSet<>(dataset.texts("columns", "column_name"));
        Set<String> metrics = new HashSet<>(dataset.texts("metrics", "metric_name"));
        Set<String> asked = new HashSet<>();
        for (ChartFields fields : ChartFields.of(chart)) {
            for (ChartFields.Field column : fields.columns()) {
                asked.add(column.name());
                requireKnown(chart, dataset, column, columns, "column", findings);
            }
            for (ChartFields.Field metric : fields.metrics()) {
                asked.add(metric.name());
                requireKnown(chart, dataset, metric, metrics, "metric", findings);
            }
            if (fields.columns().isEmpty() && fields.metrics().isEmpty()) {
                findings.add(chart, "params", "asks for nothing", "name the columns and metrics of the chart");
            }
            checkFilters(chart, dataset, fields, columns, findings);
        }
        Set<String> known = new HashSet<>(columns);
        known.addAll(metrics);
        known.addAll(SORTS_OF_MINE);
        JsonNode params = chart.at("params");
        checkName(
                chart, dataset, "params.x_axis_sort", params.path("x_axis_sort").asString(""), known, findings);
        checkName(
                chart,
                dataset,
                "params.timeseries_limit_metric",
                params.path("timeseries_limit_metric").asString(""),
                metrics,
                findings);
        for (JsonNode format : params.path("conditional_formatting")) {
            checkName(
                    chart,
                    dataset,
                    "params.conditional_formatting",
                    format.path("column").asString(""),
                    asked,
                    findings);
        }
        for (String column : params.path("column_config").propertyNames()) {
            checkName(chart, dataset, "params.column_config", column.replaceFirst("^%", ""), asked, findings);
        }
        Matcher mustache = MUSTACHE.matcher(params.path("handlebarsTemplate").asString(""));
        while (mustache.find()) {
            if (!MUSTACHE_WORDS.contains(mustache.group(1))) {
                checkName(chart, dataset, "params.handlebarsTemplate", mustache.group(1), asked, findings);
            }
        }
    }

    private static void requireKnown(
            Asset chart, Asset dataset, ChartFields.Field field, Set<String> known, String word, Findings findings) {
        if (!field.value().isString()) {
            findings.add(
                    chart,
                    field.path(),
                    "makes up a " + word + " of its own",
                    "add it to " + dataset.file() + ", where it has a label, a format and its check");
        } else if (!known.contains(field.name())) {
            findings.add(
                    chart,
                    field.path(),
                    "there is no " + word + " «" + field.name() + "» in " + dataset.file(),
                    "mend the name, or add the " + word);
        }
    }

    private static void checkFilters(
            Asset chart, Asset dataset, ChartFields fields, Set<String> columns, Findings findings) {
        List<JsonNode> filters = new ArrayList<>();
        fields.filters().forEach(filters::add);
        for (int i = 0; i < filters.size(); i++) {
            JsonNode filter = filters.get(i);
            String path = "params.adhoc_filters" + fields.suffix() + "[" + i + "]";
            String kind = filter.path("expressionType").asString("");
            if (!kind.equals("SIMPLE") && !kind.equals("SQL")) {
                findings.add(chart, path + ".expressionType", "is «" + kind + "»", "write SIMPLE or SQL");
            }
            if (!filter.path("clause").asString("").equals("WHERE")) {
                findings.add(chart, path + ".clause", "is " + filter.path("clause"), "write WHERE");
            }
            if (kind.equals("SIMPLE")
                    && !columns.contains(filter.path("subject").asString(""))) {
                findings.add(
                        chart,
                        path + ".subject",
                        "there is no column «" + filter.path("subject").asString("") + "» in " + dataset.file(),
                        "mend the name; Superset leaves such a filter out in silence");
            }
        }
    }

    private static void checkName(
            Asset chart, Asset dataset, String path, String name, Set<String> known, Findings findings) {
        if (!name.isEmpty() && !known.contains(name)) {
            findings.add(
                    chart,
                    path,
                    "names «" + name + "», which the chart does not ask of " + dataset.file(),
                    "mend the name, or add it to the chart");
        }
    }
}
