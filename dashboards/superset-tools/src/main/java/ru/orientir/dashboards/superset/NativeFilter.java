package ru.orientir.dashboards.superset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A filter at the side of a dashboard.
 *
 * @param position in the list of the dashboard's filters, from 0
 */
public record NativeFilter(Asset dashboard, int position, JsonNode content) {

    /** The filters of a dashboard in their order; dividers between them are none. */
    public static List<NativeFilter> of(Asset dashboard) {
        List<NativeFilter> filters = new ArrayList<>();
        int position = 0;
        for (JsonNode content : dashboard.at("metadata", "native_filter_configuration")) {
            if (!content.path("type").asString("").equals("DIVIDER")) {
                filters.add(new NativeFilter(dashboard, position, content));
            }
            position++;
        }
        return filters;
    }

    public String id() {
        return content.path("id").asString("");
    }

    public String name() {
        return content.path("name").asString("");
    }

    public String type() {
        return content.path("filterType").asString("");
    }

    /** Keys that lead to something in it, for messages. */
    public String path(String rest) {
        return "metadata.native_filter_configuration[" + position + "]" + (rest.isEmpty() ? "" : "." + rest);
    }

    /** Whether it offers values of a column. */
    public boolean hasColumn() {
        return type().equals("filter_select") || type().equals("filter_range");
    }

    public String column() {
        return content.path("targets").path(0).path("column").path("name").asString("");
    }

    public String datasetUuid() {
        return content.path("targets").path(0).path("datasetUuid").asString("");
    }

    /** Whether a person can choose one value only, and must choose one. */
    public boolean holdsOneValue() {
        JsonNode control = content.path("controlValues");
        return type().equals("filter_select")
                && !control.path("multiSelect").asBoolean(true)
                && control.path("enableEmptyFilter").asBoolean(false);
    }

    /** The filters that a dashboard just opened puts on its charts by this one. */
    public List<ChartQuery.Filter> defaults() {
        List<ChartQuery.Filter> filters = new ArrayList<>();
        for (JsonNode filter :
                content.path("defaultDataMask").path("extraFormData").path("filters")) {
            filters.add(new ChartQuery.Filter(
                    filter.path("col").asString(""), filter.path("op").asString(""), filter.path("val")));
        }
        return filters;
    }

    /** What it narrows its own list of values by. */
    public List<ChartQuery.Filter> conditions() {
        List<ChartQuery.Filter> conditions = new ArrayList<>();
        content.path("adhoc_filters").forEach(condition -> conditions.add(ChartQuery.Filter.of(condition)));
        return conditions;
    }

    /** UUIDs of the charts it is laid on. */
    public Set<String> scope() {
        Map<String, JsonNode> position = new LinkedHashMap<>();
        dashboard.at("position").properties().forEach(entry -> position.put(entry.getKey(), entry.getValue()));
        Set<Integer> excluded = new HashSet<>();
        content.path("scope").path("excluded").forEach(id -> excluded.add(id.asInt(-1)));
        Set<String> uuids = new HashSet<>();
        content.path("scope").path("rootPath").forEach(root -> collect(root.asString(""), position, excluded, uuids));
        return uuids;
    }

    private static void collect(String id, Map<String, JsonNode> position, Set<Integer> excluded, Set<String> uuids) {
        // Taken out when visited: a layout that goes round in a circle ends.
        JsonNode item = position.remove(id);
        if (item == null) {
            return;
        }
        JsonNode meta = item.path("meta");
        if (item.path("type").asString("").equals("CHART")
                && !excluded.contains(meta.path("chartId").asInt(-1))) {
            uuids.add(meta.path("uuid").asString(""));
        }
        item.path("children").forEach(child -> collect(child.asString(""), position, excluded, uuids));
    }
}
