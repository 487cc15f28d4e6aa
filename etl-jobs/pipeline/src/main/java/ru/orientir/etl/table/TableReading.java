package ru.orientir.etl.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads a {@code table.yaml}; what it does not know in it is an error that names the file. */
final class TableReading {

    private static final Set<String> KEYS = Set.of("kind", "step", "keys", "carried_forward", "unit", "columns");

    private final String name;
    private final Map<?, ?> declared;

    private TableReading(String name, Object declared) {
        this.name = name;
        if (!(declared instanceof Map<?, ?> mapping)) {
            throw cannot("it is no mapping");
        }
        this.declared = mapping;
    }

    /**
     * @param yaml text of {@code table.yaml}
     * @param sql text of the query
     * @throws IllegalStateException where a key or a value is none that a table has, or a key column is no column
     */
    static Table read(String name, String yaml, String sql) {
        return new TableReading(name, new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml)).table(sql);
    }

    private Table table(String sql) {
        for (Object key : declared.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw cannot("unknown key " + key + "; known: " + KEYS);
            }
        }
        StructType columns = columns();
        return new Table(
                name,
                oneOf(Table.Kind.class, "kind", null),
                oneOf(Table.Step.class, "step", Table.Step.TABLE),
                columns,
                keys(List.of(columns.fieldNames())),
                Boolean.TRUE.equals(declared.get("carried_forward")),
                unit(),
                sql,
                BoundSql.inputs(sql));
    }

    private <E extends Enum<E>> E oneOf(Class<E> words, String key, E otherwise) {
        Object word = declared.get(key);
        if (word == null && otherwise != null) {
            return otherwise;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> cannot(key + " is " + word + "; known: "
                        + Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    private StructType columns() {
        if (!(declared.get("columns") instanceof Map<?, ?> columns)) {
            throw cannot("columns must name each column with its type");
        }
        return StructType.fromDDL(columns.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ")));
    }

    private List<String> keys(List<String> columns) {
        List<String> keys = declared.get("keys") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        for (String key : keys) {
            if (!columns.contains(key)) {
                throw cannot("its key " + key + " is no column; columns: " + columns);
            }
        }
        return keys;
    }

    private Optional<Table.Unit> unit() {
        if (!(declared.get("unit") instanceof Map<?, ?> keys)) {
            return Optional.empty();
        }
        Map<String, String> combined = new LinkedHashMap<>();
        keys.forEach((column, aggregate) -> combined.put(String.valueOf(column), String.valueOf(aggregate)));
        return Optional.of(new Table.Unit(combined.remove("of"), combined));
    }

    private IllegalStateException cannot(String why) {
        return new IllegalStateException("Cannot read table/" + name + "/table.yaml: " + why);
    }
}
