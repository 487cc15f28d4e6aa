package ru.orientir.dashboards.superset;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One database, dataset, chart or dashboard in Superset's own form.
 *
 * @param file path inside the bundle, with forward slashes: {@code charts/coverage_by_year.yaml}
 * @param content the YAML as a tree; keys keep their order
 */
public record Asset(String file, AssetKind kind, ObjectNode content) {

    /** The id that stays through all imports. */
    public String uuid() {
        return text("uuid");
    }

    /** The name people see; for a dataset, its table. */
    public String name() {
        return text(kind.nameKey());
    }

    /** A text at the top level; empty where there is none. */
    public String text(String key) {
        return content.path(key).asString("");
    }

    /** The value at a path of keys; a missing node where there is none. */
    public JsonNode at(String... keys) {
        JsonNode node = content;
        for (String key : keys) {
            node = node.path(key);
        }
        return node;
    }

    /** Texts of one key in a list of objects: {@code texts("columns", "column_name")}. */
    public List<String> texts(String list, String key) {
        List<String> texts = new ArrayList<>();
        content.path(list).forEach(item -> texts.add(item.path(key).asString("")));
        return texts;
    }

    /** The same asset with other content. */
    public Asset with(ObjectNode other) {
        return new Asset(file, kind, other);
    }
}
