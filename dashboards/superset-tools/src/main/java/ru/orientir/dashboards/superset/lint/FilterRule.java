package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.ChartQuery;
import ru.orientir.dashboards.superset.NativeFilter;
import tools.jackson.databind.JsonNode;

/**
 * A dashboard's filters reach every chart in their scope. Superset leaves a filter out in silence where the chart's dataset lacks its
 * column, and the chart then shows more than the reader believes.
 */
final class FilterRule implements Rule {

    private static final Set<String> TYPES =
            Set.of("filter_select", "filter_range", "filter_time", "filter_timegrain", "filter_timecolumn");

    @Override
    public void check(Assets assets, Findings findings) {
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            Map<String, NativeFilter> byId = new HashMap<>();
            for (NativeFilter filter : NativeFilter.of(dashboard)) {
                if (byId.put(filter.id(), filter) != null) {
                    findings.add(
                            dashboard,
                            filter.path("id"),
                            "«" + filter.id() + "» stands twice",
                            "write an id of its own");
                }
            }
            byId.values().stream()
                    .sorted(java.util.Comparator.comparingInt(NativeFilter::position))
                    .forEach(filter -> checkFilter(assets, filter, byId, findings));
            checkMetadata(assets, dashboard, findings);
        }
    }

    private static void checkFilter(
            Assets assets, NativeFilter filter, Map<String, NativeFilter> byId, Findings findings) {
        Asset dashboard = filter.dashboard();
        if (!filter.id().startsWith("NATIVE_FILTER-")) {
            findings.add(dashboard, filter.path("id"), "is «" + filter.id() + "»", "begin it with NATIVE_FILTER-");
        }
        if (!TYPES.contains(filter.type())) {
            findings.add(
                    dashboard,
                    filter.path("filterType"),
                    "is «" + filter.type() + "»",
                    "write one of " + new java.util.TreeSet<>(TYPES));
        }
        if (filter.name().isBlank()) {
            findings.add(dashboard, filter.path("name"), "is missing", "name the filter in Russian");
        }
        checkScope(filter, findings);
        if (!filter.hasColumn()) {
            return;
        }
        assets.find(AssetKind.DATASET, filter.datasetUuid()).ifPresent(dataset -> {
            if (!columns(dataset).contains(filter.column())) {
                findings.add(
                        dashboard,
                        filter.path("targets[0].column.name"),
                        "there is no column «" + filter.column() + "» in " + dataset.file(),
                        "mend the name, or take another dataset");
            }
            checkCascade(filter, dataset, byId, findings);
        });
        checkReach(assets, filter, findings);
        checkDefault(filter, findings);
    }

    private static void checkScope(NativeFilter filter, Findings findings) {
        JsonNode position = filter.dashboard().at("position");
        JsonNode roots = filter.content().path("scope").path("rootPath");
        if (roots.isEmpty()) {
            findings.add(filter.dashboard(), filter.path("scope.rootPath"), "is missing", "write [ROOT_ID], or tabs");
        }
        for (JsonNode root : roots) {
            if (!position.has(root.asString(""))) {
                findings.add(
                        filter.dashboard(),
                        filter.path("scope.rootPath"),
                        "names «" + root.asString("") + "», which the layout lacks",
                        "write [ROOT_ID], or tabs");
            }
        }
        Set<Integer> ids = new HashSet<>();
        position.forEach(item -> ids.add(item.path("meta").path("chartId").asInt(-1)));
        for (JsonNode excluded : filter.content().path("scope").path("excluded")) {
            if (!ids.contains(excluded.asInt(-2))) {
                findings.add(
                        filter.dashboard(),
                        filter.path("scope.excluded"),
                        "names chartId " + excluded + ", which the layout lacks",
                        "take it out");
            }
        }
    }

    private static void checkCascade(
            NativeFilter filter, Asset dataset, Map<String, NativeFilter> byId, Findings findings) {
        List<String> chain = new ArrayList<>(List.of(filter.id()));
        for (JsonNode parentId : filter.content().path("cascadeParentIds")) {
            NativeFilter parent = byId.get(parentId.asString(""));
            if (parent == null) {
                findings.add(
                        filter.dashboard(),
                        filter.path("cascadeParentIds"),
                        "names «" + parentId.asString("") + "», which is no filter of the dashboard",
                        "mend the id, or take it out");
            } else if (parent.hasColumn() && !columns(dataset).contains(parent.column())) {
                findings.add(
                        filter.dashboard(),
                        filter.path("cascadeParentIds"),
                        "values do not follow «" + parent.name() + "»: " + dataset.file() + " has no column «"
                                + parent.column() + "»",
                        "take the values from a dataset that has both columns");
            } else if (leadsTo(parent, filter.id(), byId, chain)) {
                findings.add(
                        filter.dashboard(), filter.path("cascadeParentIds"), "go round in a circle " + chain, "cut it");
            }
        }
    }

    private static boolean leadsTo(NativeFilter from, String id, Map<String, NativeFilter> byId, List<String> chain) {
        if (chain.contains(from.id())) {
            return from.id().equals(id);
        }
        chain.add(from.id());
        for (JsonNode parent : from.content().path("cascadeParentIds")) {
            NativeFilter next = byId.get(parent.asString(""));
            if (parent.asString("").equals(id) || next != null && leadsTo(next, id, byId, chain)) {
                return true;
            }
        }
        return false;
    }

    private static void checkReach(Assets assets, NativeFilter filter, Findings findings) {
        Set<String> scope = filter.scope();
        for (Asset chart : assets.chartsOn(filter.dashboard())) {
            if (!scope.contains(chart.uuid())) {
                continue;
            }
            assets.datasetOf(chart)
                    .filter(dataset -> !columns(dataset).contains(filter.column()))
                    .ifPresent(dataset -> findings.add(
                            filter.dashboard(),
                            filter.path("scope"),
                            "«" + filter.name() + "» does not reach «" + chart.name() + "»: " + dataset.file()
                                    + " has no column «" + filter.column() + "»",
                            "give the mart the column, or write the chart's chartId into excluded"));
        }
    }

    private static void checkDefault(NativeFilter filter, Findings findings) {
        List<ChartQuery.Filter> defaults = filter.defaults();
        JsonNode shown =
                filter.content().path("defaultDataMask").path("filterState").path("value");
        JsonNode laid = defaults.isEmpty() ? null : defaults.get(0).value();
        String path = filter.path("defaultDataMask");
        if (laid == null) {
            if (shown.isArray() && !shown.isEmpty()) {
                findings.add(
                        filter.dashboard(),
                        path,
                        "shows " + shown + " and filters nothing",
                        "write extraFormData.filters");
            }
            if (filter.holdsOneValue()
                    && !filter.content()
                            .path("controlValues")
                            .path("defaultToFirstItem")
                            .asBoolean(false)) {
                findings.add(
                        filter.dashboard(),
                        path,
                        "«" + filter.name() + "» asks for a value and has none",
                        "give it a default, or the charts stay empty until somebody chooses");
            }
            return;
        }
        if (!defaults.get(0).column().equals(filter.column())) {
            findings.add(
                    filter.dashboard(),
                    path,
                    "filters column «" + defaults.get(0).column() + "», the filter is on «" + filter.column() + "»",
                    "write the same column");
        }
        if (!laid.equals(shown)) {
            findings.add(
                    filter.dashboard(),
                    path,
                    "shows " + shown + " and filters by " + laid,
                    "write the same values to extraFormData.filters and filterState.value");
        }
        if (filter.holdsOneValue() && laid.size() != 1) {
            findings.add(filter.dashboard(), path, "has " + laid.size() + " values, one can be chosen", "keep one");
        }
    }

    private static void checkMetadata(Assets assets, Asset dashboard, Findings findings) {
        if (dashboard.at("is_managed_externally").asBoolean(false)) {
            findings.add(
                    dashboard,
                    "is_managed_externally",
                    "hides the button for editing",
                    "write false: changes made in the browser come back by export");
        }
        Set<String> metricNames = new HashSet<>();
        Map<String, String> byLabel = new HashMap<>();
        for (Asset chart : assets.chartsOn(dashboard)) {
            assets.datasetOf(chart).ifPresent(dataset -> dataset.at("metrics").forEach(metric -> {
                String name = metric.path("metric_name").asString("");
                metricNames.add(name);
                byLabel.put(metric.path("verbose_name").asString("").strip(), name);
            }));
        }
        for (String label : dashboard.at("metadata", "label_colors").propertyNames()) {
            if (!metricNames.contains(label) && byLabel.containsKey(label.strip()) && !label.isBlank()) {
                findings.add(
                        dashboard,
                        "metadata.label_colors",
                        "gives a colour to «" + label + "», the label of metric " + byLabel.get(label),
                        "write the metric's name: colours go by name");
            }
        }
    }

    private static Set<String> columns(Asset dataset) {
        return new HashSet<>(dataset.texts("columns", "column_name"));
    }
}
