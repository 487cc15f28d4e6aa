package ru.orientir.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The keys of the marts, declared in {@code reference/mart_grain.yaml}, for views have none in the database.
 *
 * @param marts by name of the view
 */
public record MartGrains(Map<String, MartGrain> marts) {
    private static final String RESOURCE = "/reference/mart_grain.yaml";
    private static final Set<String> KEYS = Set.of("grain", "within", "names", "holds");

    public MartGrains {
        marts = Map.copyOf(marts);
    }

    /** Reads what ships with the warehouse. */
    public static MartGrains load() {
        try (InputStream stream = MartGrains.class.getResourceAsStream(RESOURCE);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    /**
     * Reads YAML.
     *
     * @throws IllegalArgumentException naming mart and key where one cannot be understood
     */
    public static MartGrains read(Reader yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object root = new Yaml(new SafeConstructor(options)).load(yaml);
        if (!(root instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException("Cannot read the keys of the marts: expected the name of a mart");
        }
        Map<String, MartGrain> marts = new LinkedHashMap<>();
        entries.forEach((name, entry) -> marts.put(name.toString(), mart(name.toString(), entry)));
        return new MartGrains(marts);
    }

    /** The key of a mart; empty where nobody has declared it. */
    public Optional<MartGrain> find(String mart) {
        return Optional.ofNullable(marts.get(mart));
    }

    private static MartGrain mart(String name, Object entry) {
        if (!(entry instanceof Map<?, ?> keys) || !KEYS.containsAll(keys.keySet())) {
            throw wrong(name, "has keys other than " + new java.util.TreeSet<>(KEYS));
        }
        List<String> grain = texts(name, "grain", keys.get("grain"));
        Set<String> within = new HashSet<>(texts(name, "within", keys.get("within")));
        if (!grain.containsAll(within)) {
            throw wrong(name, "within holds what the grain does not: " + within);
        }
        Map<String, Set<String>> names = new LinkedHashMap<>();
        if (keys.get("names") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> names.put(key.toString(), new HashSet<>(texts(name, "names." + key, value))));
        }
        if (!names.values().stream().allMatch(grain::containsAll)) {
            throw wrong(name, "names points to what the grain does not hold: " + names);
        }
        return new MartGrain(name, grain, within, names, holds(name, grain, keys.get("holds")));
    }

    private static Map<String, Map<String, Set<String>>> holds(String name, List<String> grain, Object entry) {
        Map<String, Map<String, Set<String>>> holds = new LinkedHashMap<>();
        if (entry instanceof Map<?, ?> columns) {
            columns.forEach((column, values) -> {
                Map<String, Set<String>> byValue = new LinkedHashMap<>();
                ((Map<?, ?>) values)
                        .forEach((value, held) ->
                                byValue.put(value.toString(), new HashSet<>(texts(name, "holds." + column, held))));
                if (!grain.contains(column.toString())
                        || !byValue.values().stream().allMatch(grain::containsAll)) {
                    throw wrong(name, "holds names what the grain does not hold: " + column + " " + byValue);
                }
                holds.put(column.toString(), byValue);
            });
        }
        return holds;
    }

    private static List<String> texts(String mart, String key, Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> items)) {
            throw wrong(mart, key + " is not a list");
        }
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.toString()));
        return texts;
    }

    private static IllegalArgumentException wrong(String mart, String what) {
        return new IllegalArgumentException("Cannot read the key of mart " + mart + ": " + what);
    }
}
