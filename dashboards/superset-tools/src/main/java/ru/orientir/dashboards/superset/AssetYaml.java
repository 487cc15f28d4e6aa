package ru.orientir.dashboards.superset;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The YAML of assets: read as Superset reads it, written in one form, so that a change in the browser is a short diff. */
public final class AssetYaml {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDTH = 160;

    private AssetYaml() {}

    /** A file that is no YAML, or not the YAML of an asset. */
    public static final class UnreadableException extends Exception {
        private final transient Finding finding;

        UnreadableException(Finding finding) {
            super(finding.toString());
            this.finding = finding;
        }

        public Finding finding() {
            return finding;
        }
    }

    /**
     * Reads one asset.
     *
     * @param file name for messages
     * @throws UnreadableException telling the line, or the key, and the remedy
     */
    public static ObjectNode parse(String file, String text) throws UnreadableException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(Integer.MAX_VALUE);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : "line " + (e.getProblemMark().getLine() + 1);
            throw new UnreadableException(
                    new Finding(file, where, "is not YAML: " + e.getProblem(), "mend that line, or restore the file"));
        } catch (YAMLException e) {
            throw new UnreadableException(
                    new Finding(file, "", "is not YAML: " + firstLine(e.getMessage()), "mend it, or restore the file"));
        }
        if (!(root instanceof Map<?, ?> keys)) {
            throw new UnreadableException(new Finding(file, "", "holds no keys", "write an asset, or delete the file"));
        }
        requireNoDates(file, "", keys);
        return JSON.valueToTree(keys);
    }

    private static void requireNoDates(String file, String path, Object value) throws UnreadableException {
        if (value instanceof Date) {
            throw new UnreadableException(
                    new Finding(file, path, "is read as a date, which Superset refuses", "put the value in quotes"));
        }
        if (value instanceof Map<?, ?> keys) {
            for (Map.Entry<?, ?> entry : keys.entrySet()) {
                requireNoDates(
                        file, path.isEmpty() ? "" + entry.getKey() : path + "." + entry.getKey(), entry.getValue());
            }
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                requireNoDates(file, path + "[" + i + "]", items.get(i));
            }
        }
    }

    /** Writes an asset in the one form: keys in their order, plain letters, several lines as several lines. */
    public static String dump(ObjectNode content) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setAllowUnicode(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        return new Yaml(new LineRepresenter(options), options).dump(plain(content));
    }

    /** A copy in which nothing is shared, so that nothing is written as an anchor. */
    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new java.util.LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isNull() ? null : node.isBoolean() ? (Object) node.booleanValue() : node.asString();
    }

    private static String firstLine(String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }

    /** Texts of several lines are written as blocks; a lone equals sign is quoted, since Superset's reader takes it for something else. */
    private static final class LineRepresenter extends Representer {
        LineRepresenter(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            boolean block = tag.equals(Tag.STR) && value.contains("\n") && !value.matches("(?s).*[ \\t]\\n.*");
            DumperOptions.ScalarStyle chosen = block
                    ? DumperOptions.ScalarStyle.LITERAL
                    : value.equals("=") ? DumperOptions.ScalarStyle.SINGLE_QUOTED : style;
            return super.representScalar(tag, value, chosen);
        }
    }
}
