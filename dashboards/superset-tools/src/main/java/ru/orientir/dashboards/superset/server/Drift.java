package ru.orientir.dashboards.superset.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import tools.jackson.databind.JsonNode;

/**
 * What differs between the files and a Superset.
 *
 * @param changed assets that exist in both, as the files would be if Superset were right, with their differences
 * @param added assets that only Superset has, in the form of the files
 * @param missing assets that only the files have
 */
public record Drift(List<Changed> changed, List<Asset> added, List<Asset> missing) {

    /** An asset as Superset has it, under the name of our file. */
    public record Changed(Asset asset, List<Difference> differences) {}

    /**
     * One differing value.
     *
     * @param path keys that lead to it; columns and metrics by name
     * @param inFiles its value as JSON; empty where the files lack it
     * @param inSuperset the same of Superset
     */
    public record Difference(String path, String inFiles, String inSuperset) {

        @Override
        public String toString() {
            return path + ": " + shown(inFiles) + " → " + shown(inSuperset);
        }

        private static String shown(String json) {
            String text = json.isEmpty() ? "(nothing)" : json;
            return text.length() > 120 ? text.substring(0, 120) + "…" : text;
        }
    }

    /** Compares by UUID; what an installation decides for itself (ids, address of the warehouse) is no difference. */
    public static Drift between(Assets files, SupersetClient superset) {
        Assets there = SupersetExport.of(superset, files);
        List<Changed> changed = new ArrayList<>();
        List<Asset> added = new ArrayList<>();
        for (Asset exported : there.all()) {
            Optional<Asset> file = files.find(exported.kind(), exported.uuid());
            Asset asFile = AssetFileForm.of(exported, file);
            if (file.isEmpty()) {
                added.add(asFile);
                continue;
            }
            List<Difference> differences = new ArrayList<>();
            compare("", file.get().content(), asFile.content(), differences);
            if (!differences.isEmpty()) {
                changed.add(new Changed(asFile, differences));
            }
        }
        List<Asset> missing = files.all().stream()
                .filter(asset -> there.find(asset.kind(), asset.uuid()).isEmpty())
                .toList();
        return new Drift(changed, added, missing);
    }

    public boolean isEmpty() {
        return changed.isEmpty() && added.isEmpty() && missing.isEmpty();
    }

    private static void compare(String path, JsonNode inFiles, JsonNode inSuperset, List<Difference> differences) {
        if (AssetFileForm.isSame(inFiles, inSuperset)) {
            return;
        }
        if (inFiles.isObject() && inSuperset.isObject()) {
            Map<String, JsonNode> keys = new TreeMap<>();
            inFiles.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
            inSuperset.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
            keys.keySet()
                    .forEach(key -> compare(
                            path.isEmpty() ? key : path + "." + key,
                            inFiles.path(key),
                            inSuperset.path(key),
                            differences));
            return;
        }
        String name = AssetFileForm.NAME_KEYS.get(path);
        if (name != null) {
            Map<String, JsonNode> left = byName(inFiles, name);
            Map<String, JsonNode> right = byName(inSuperset, name);
            Map<String, JsonNode> all = new TreeMap<>(left);
            all.putAll(right);
            all.keySet()
                    .forEach(key -> compare(
                            path + "[" + key + "]",
                            left.getOrDefault(key, inFiles.path("none")),
                            right.getOrDefault(key, inFiles.path("none")),
                            differences));
            return;
        }
        if (inFiles.isArray() && inSuperset.isArray() && inFiles.size() == inSuperset.size()) {
            for (int i = 0; i < inFiles.size(); i++) {
                compare(path + "[" + i + "]", inFiles.get(i), inSuperset.get(i), differences);
            }
            return;
        }
        differences.add(new Difference(path, text(inFiles), text(inSuperset)));
    }

    private static Map<String, JsonNode> byName(JsonNode list, String key) {
        Map<String, JsonNode> items = new TreeMap<>();
        list.forEach(item -> items.put(item.path(key).asString(""), item));
        return items;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : node.toString();
    }

    /** What a person reads: a line an asset, its differences below it. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (Changed asset : changed) {
            text.append("differs     ").append(name(asset.asset())).append('\n');
            asset.differences()
                    .forEach(difference ->
                            text.append("            ").append(difference).append('\n'));
        }
        added.forEach(asset -> text.append("in Superset ").append(name(asset)).append('\n'));
        missing.forEach(asset -> text.append("in files    ").append(name(asset)).append('\n'));
        return text.toString();
    }

    private static String name(Asset asset) {
        String title = asset.kind() == AssetKind.DATASET ? "mart." + asset.name() : "«" + asset.name() + "»";
        return asset.file() + "  " + title;
    }
}
