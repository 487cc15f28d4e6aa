package ru.orientir.dashboards.superset.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An exported asset in the form of our files: in the order of the file that has it, without ids of the installation, without what Superset
 * writes of its own accord, and without defaults that the file does not state.
 */
final class AssetFileForm {

    /** Lists whose items go by name, and the key of the name. */
    static final Map<String, String> NAME_KEYS = Map.of("columns", "column_name", "metrics", "metric_name");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Decided by each installation, written by Superset of its own accord, full of its ids, or not exported: the file keeps what it says. */
    private static final Set<String> NOBODYS_CHOICE = Set.of(
            // of the installation
            "sqlalchemy_uri",
            "catalog",
            "query_context",
            "is_managed_externally",
            "external_url",
            // of a chart
            "annotation_layers",
            "slice_id",
            "dashboards",
            "dashboardId",
            "url_params",
            "filterOptionName",
            "isExtra",
            "isNew",
            "datasourceWarning",
            // of a dashboard
            "chartsInScope",
            "tabsInScope",
            "shared_label_colors",
            "map_label_colors",
            "color_scheme_domain",
            "color_namespace",
            "chart_configuration",
            "global_chart_configuration",
            "default_filters",
            "filter_scopes",
            "timed_refresh_immune_slices",
            "expanded_slices",
            "positions");

    /** What Superset takes where the file says nothing. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "configuration_method", "sqlalchemy_form",
            "impersonate_user", "false",
            "always_filter_main_dttm", "false",
            "filter_select_enabled", "true",
            "normalize_columns", "false",
            "offset", "0");

    private final Optional<Asset> file;
    private final Map<Integer, Integer> chartIds;

    private AssetFileForm(Optional<Asset> file, Map<Integer, Integer> chartIds) {
        this.file = file;
        this.chartIds = chartIds;
    }

    /**
     * @param exported as Superset has it
     * @param file the file with the same UUID, where there is one
     */
    static Asset of(Asset exported, Optional<Asset> file) {
        Map<Integer, Integer> chartIds = exported.kind() == AssetKind.DASHBOARD ? chartIds(exported, file) : Map.of();
        AssetFileForm form = new AssetFileForm(file, chartIds);
        ObjectNode content = (ObjectNode) form.merged(
                "", file.map(asset -> (JsonNode) asset.content()).orElse(NODES.missingNode()), exported.content());
        if (file.isEmpty() && exported.kind() == AssetKind.CHART) {
            content.putNull("query_context");
        }
        String name = file.map(Asset::file)
                .orElse(exported.kind().folder() + "/"
                        + (exported.kind() == AssetKind.DATASET
                                ? "warehouse/" + exported.name()
                                : "new-" + exported.uuid().substring(0, 8))
                        + ".yaml");
        return new Asset(name, exported.kind(), content);
    }

    /** Superset's chart ids of a dashboard to those of the file; charts that the file lacks get the next free numbers. */
    private static Map<Integer, Integer> chartIds(Asset exported, Optional<Asset> file) {
        Map<String, Integer> byUuid = new HashMap<>();
        file.ifPresent(asset -> asset.at("position").forEach(item -> {
            if (item.path("type").asString("").equals("CHART")) {
                byUuid.put(
                        item.path("meta").path("uuid").asString(""),
                        item.path("meta").path("chartId").asInt(0));
            }
        }));
        int next = byUuid.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        Map<Integer, Integer> ids = new HashMap<>();
        for (JsonNode item : exported.at("position")) {
            if (item.path("type").asString("").equals("CHART")) {
                Integer known = byUuid.get(item.path("meta").path("uuid").asString(""));
                ids.put(item.path("meta").path("chartId").asInt(0), known == null ? next++ : known);
            }
        }
        return ids;
    }

    private JsonNode merged(String path, JsonNode ours, JsonNode theirs) {
        if (path.endsWith(".chartId")) {
            return NODES.numberNode(chartIds.getOrDefault(theirs.asInt(0), theirs.asInt(0)));
        }
        if (path.endsWith(".scope.excluded")) {
            return mergedIds(ours, theirs);
        }
        if (path.equals("params.datasource")) {
            return NODES.stringNode("1__table");
        }
        if (theirs.isObject()) {
            return mergedObject(path, ours, theirs);
        }
        if (theirs.isArray()) {
            return mergedList(path, ours, theirs);
        }
        return isSame(ours, theirs) && !ours.isMissingNode() ? ours : theirs;
    }

    private ObjectNode mergedObject(String path, JsonNode ours, JsonNode theirs) {
        ObjectNode result = NODES.objectNode();
        ours.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode their = theirs.path(key);
            if (NOBODYS_CHOICE.contains(key) || their.isMissingNode() && isNothing(entry.getValue())) {
                result.set(key, entry.getValue());
            } else if (!their.isMissingNode()) {
                result.set(key, merged(below(path, key), entry.getValue(), their));
            }
        });
        theirs.properties().stream()
                .filter(entry -> !ours.has(entry.getKey()) && !NOBODYS_CHOICE.contains(entry.getKey()))
                .filter(entry -> file.isEmpty() || !isNothing(entry.getValue()) && !isDefault(entry))
                .sorted(orderOfNews(path))
                .forEach(entry -> result.set(
                        entry.getKey(), merged(below(path, entry.getKey()), NODES.missingNode(), entry.getValue())));
        return result;
    }

    /** Settings of a chart go by the alphabet, since Superset's order changes; the rest keeps Superset's order, which is that of our files. */
    private static Comparator<Map.Entry<String, JsonNode>> orderOfNews(String path) {
        return path.startsWith("params") ? Map.Entry.comparingByKey() : (one, other) -> 0;
    }

    private static boolean isDefault(Map.Entry<String, JsonNode> entry) {
        return entry.getValue().asString("").equals(DEFAULTS.get(entry.getKey()));
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private ArrayNode mergedList(String path, JsonNode ours, JsonNode theirs) {
        ArrayNode result = NODES.arrayNode();
        String nameKey = NAME_KEYS.get(path);
        if (nameKey != null) {
            Map<String, JsonNode> remaining = new LinkedHashMap<>();
            theirs.forEach(item -> remaining.put(item.path(nameKey).asString(""), item));
            ours.forEach(item -> {
                JsonNode their = remaining.remove(item.path(nameKey).asString(""));
                if (their != null) {
                    result.add(merged(path + "[]", item, their));
                }
            });
            remaining.values().forEach(item -> result.add(merged(path + "[]", NODES.missingNode(), item)));
            return result;
        }
        for (int i = 0; i < theirs.size(); i++) {
            JsonNode our = ours.size() == theirs.size() ? ours.path(i) : NODES.missingNode();
            result.add(merged(path + "[]", our, theirs.get(i)));
        }
        return result;
    }

    private ArrayNode mergedIds(JsonNode ours, JsonNode theirs) {
        List<Integer> ids = new ArrayList<>();
        theirs.forEach(id -> ids.add(chartIds.getOrDefault(id.asInt(0), id.asInt(0))));
        List<Integer> before = new ArrayList<>();
        ours.forEach(id -> before.add(id.asInt(0)));
        boolean same = before.size() == ids.size() && before.containsAll(ids);
        ArrayNode result = NODES.arrayNode();
        (same ? before : ids.stream().sorted().toList()).forEach(result::add);
        return result;
    }

    /** Whether two values mean the same: numbers by value, nothing in any of its forms. */
    static boolean isSame(JsonNode ours, JsonNode theirs) {
        if (ours.isNumber() && theirs.isNumber()) {
            return ours.decimalValue().compareTo(theirs.decimalValue()) == 0;
        }
        return ours.equals(theirs) || isNothing(ours) && isNothing(theirs);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isContainer() && node.isEmpty()
                || node.isString() && node.asString().isEmpty();
    }
}
