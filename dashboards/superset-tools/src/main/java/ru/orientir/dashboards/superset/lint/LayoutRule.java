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
import tools.jackson.databind.JsonNode;

/** The layout is one tree from {@code ROOT_ID}, its parts stand where Superset lets them, a row is at most 12 columns wide. */
final class LayoutRule implements Rule {

    private static final int COLUMNS = 12;
    private static final Map<String, Set<String>> CHILDREN = Map.of(
            "ROOT", Set.of("GRID", "TABS"),
            "GRID", Set.of("ROW", "TABS", "HEADER", "DIVIDER"),
            "TABS", Set.of("TAB"),
            "TAB", Set.of("ROW", "TABS", "HEADER", "DIVIDER"),
            "ROW", Set.of("CHART", "MARKDOWN", "COLUMN"),
            "COLUMN", Set.of("ROW", "CHART", "MARKDOWN", "HEADER", "DIVIDER", "TABS"),
            "CHART", Set.of(),
            "MARKDOWN", Set.of(),
            "HEADER", Set.of(),
            "DIVIDER", Set.of());
    /** May stand without children. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("GRID", "CHART", "MARKDOWN", "HEADER", "DIVIDER");

    @Override
    public void check(Assets assets, Findings findings) {
        assets.of(AssetKind.DASHBOARD).forEach(dashboard -> new Layout(assets, dashboard, findings).check());
    }

    private static final class Layout {
        private final Assets assets;
        private final Asset dashboard;
        private final Findings findings;
        private final JsonNode position;
        private final Set<String> reached = new HashSet<>();
        private final Map<Integer, String> chartIds = new HashMap<>();
        private final Map<String, String> placed = new HashMap<>();

        Layout(Assets assets, Asset dashboard, Findings findings) {
            this.assets = assets;
            this.dashboard = dashboard;
            this.findings = findings;
            position = dashboard.at("position");
        }

        void check() {
            if (!position.path("DASHBOARD_VERSION_KEY").asString("").equals("v2")) {
                find("DASHBOARD_VERSION_KEY", "is missing or not v2", "write v2");
            }
            for (String id : List.of("ROOT_ID", "GRID_ID", "HEADER_ID")) {
                if (!position.has(id)) {
                    find(id, "is missing", "every layout has it");
                }
            }
            visit("ROOT_ID", List.of());
            position.properties().forEach(entry -> {
                String id = entry.getKey();
                if (!reached.contains(id)
                        && !Set.of("DASHBOARD_VERSION_KEY", "GRID_ID", "HEADER_ID")
                                .contains(id)) {
                    find(id, "is no child of anything", "add it to the children of its place, or delete it");
                }
            });
        }

        private void visit(String id, List<String> parents) {
            JsonNode item = position.path(id);
            String type = item.path("type").asString("");
            if (item.isMissingNode()) {
                return;
            }
            if (!reached.add(id)) {
                find(id, "is a child of two places", "keep one");
                return;
            }
            if (!item.path("id").asString("").equals(id)) {
                find(id + ".id", "is «" + item.path("id").asString("") + "»", "write " + id);
            }
            if (!CHILDREN.containsKey(type)) {
                find(id + ".type", "is «" + type + "»", "write one of " + new java.util.TreeSet<>(CHILDREN.keySet()));
                return;
            }
            if (!texts(item.path("parents")).equals(parents)) {
                find(
                        id + ".parents",
                        "are " + texts(item.path("parents")) + ", but the way from the root is " + parents,
                        "write " + parents);
            }
            checkMeta(id, type, item.path("meta"));
            List<String> below = new ArrayList<>(parents);
            below.add(id);
            List<String> children = texts(item.path("children"));
            if (children.isEmpty() && !MAY_BE_EMPTY.contains(type)) {
                find(id + ".children", "are none", "fill the " + type + ", or delete it");
            }
            for (String child : children) {
                String childType = position.path(child).path("type").asString("");
                if (!position.has(child)) {
                    find(id + ".children", "names «" + child + "», which is not there", "add it, or take it out");
                } else if (!CHILDREN.get(type).contains(childType)) {
                    find(
                            id + ".children",
                            "holds a " + childType + " («" + child + "»), which a " + type + " may not",
                            childType.equals("ROW") || type.equals("ROW")
                                    ? "put a COLUMN between them"
                                    : "put it into a ROW");
                }
                visit(child, below);
            }
            if (type.equals("ROW")) {
                int width = children.stream().mapToInt(child -> width(child)).sum();
                int room = parents.isEmpty() ? COLUMNS : room(parents);
                if (width > room) {
                    find(id, "is " + width + " columns wide", "a row here has room for " + room);
                }
            }
        }

        private int width(String id) {
            return position.path(id).path("meta").path("width").asInt(0);
        }

        /** Columns there are in the place that holds a row: those of the innermost COLUMN, or all. */
        private int room(List<String> parents) {
            for (int i = parents.size() - 1; i >= 0; i--) {
                if (position.path(parents.get(i)).path("type").asString("").equals("COLUMN")) {
                    return width(parents.get(i));
                }
            }
            return COLUMNS;
        }

        private void checkMeta(String id, String type, JsonNode meta) {
            if (Set.of("CHART", "MARKDOWN", "COLUMN").contains(type)) {
                int width = meta.path("width").asInt(0);
                if (width < 1 || width > COLUMNS) {
                    find(id + ".meta.width", "is " + meta.path("width"), "write 1 to " + COLUMNS);
                }
            }
            if (Set.of("CHART", "MARKDOWN").contains(type)
                    && meta.path("height").asInt(0) < 1) {
                find(id + ".meta.height", "is " + meta.path("height"), "write its height in steps of 8 pixels");
            }
            if (type.equals("TAB") && meta.path("text").asString("").isBlank()) {
                find(id + ".meta.text", "is missing", "name the tab");
            }
            if (type.equals("MARKDOWN") && meta.path("code").asString("").isBlank()) {
                find(id + ".meta.code", "is missing", "write the text, or delete the item");
            }
            if (type.equals("CHART")) {
                checkChart(id, meta);
            }
        }

        private void checkChart(String id, JsonNode meta) {
            if (!meta.path("chartId").isIntegralNumber()) {
                find(id + ".meta.chartId", "is " + meta.path("chartId"), "write a number of its own");
                return;
            }
            String same = chartIds.putIfAbsent(meta.path("chartId").asInt(), id);
            if (same != null) {
                find(
                        id + ".meta.chartId",
                        meta.path("chartId") + " is that of " + same,
                        "write a number that no other chart of the dashboard has");
            }
            String uuid = meta.path("uuid").asString("");
            same = placed.putIfAbsent(uuid, id);
            if (same != null) {
                find(id, "places the chart that " + same + " places", "keep one");
            }
            assets.find(AssetKind.CHART, uuid).ifPresent(chart -> {
                if (!meta.path("sliceName").asString("").equals(chart.name())) {
                    find(
                            id + ".meta.sliceName",
                            "is «" + meta.path("sliceName").asString("") + "», the chart is called «" + chart.name()
                                    + "»",
                            "write its name; another title goes to sliceNameOverride");
                }
            });
        }

        private void find(String path, String problem, String remedy) {
            findings.add(dashboard, "position." + path, problem, remedy);
        }

        private static List<String> texts(JsonNode list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> texts.add(item.asString("")));
            return texts;
        }
    }
}
