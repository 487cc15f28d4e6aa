package ru.orientir.etl.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ru.orientir.etl.sql.SqlScript;

/**
 * All tables, in the order of their making: each after those it reads.
 *
 * <p>Input: the folders {@code table/<name>} on the class path. A name that nobody gives, a name given twice and tables that read
 * one another in a circle are errors when the catalogue is loaded.
 */
public final class TableCatalogue {

    /** Input with the reporting years that are being made, column {@code reporting_year}. */
    public static final String YEAR = "year";

    private static final Set<String> KEYS = Set.of("kind", "step", "keys", "carried_forward", "unit", "columns");

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<String> feeds;

    /**
     * @param tables the tables, in any order
     * @param feeds names of the feeds
     * @param others names of other inputs, such as dimensions
     */
    public TableCatalogue(Collection<Table> tables, Set<String> feeds, Set<String> others) {
        this.feeds = Set.copyOf(feeds);
        Map<String, Table> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        Set<String> given = new TreeSet<>(feeds);
        given.addAll(others);
        given.add(YEAR);
        for (Table table : byName.values()) {
            if (given.contains(table.name())) {
                throw new IllegalStateException(
                        "Table " + table.name() + " is called as another input is; rename its folder");
            }
        }
        byName.values().forEach(table -> add(table, byName, given, new LinkedHashSet<>()));
    }

    /** The tables that come with the program. */
    public static TableCatalogue bundled(Set<String> feeds, Set<String> others) {
        try {
            List<Table> tables = new ArrayList<>();
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:table/*/table.yaml")) {
                String path = resource.getURL().getPath();
                String folder = path.substring(0, path.lastIndexOf('/'));
                tables.add(read(folder.substring(folder.lastIndexOf('/') + 1), resource));
            }
            return new TableCatalogue(tables, feeds, others);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the tables", e);
        }
    }

    /** All tables in the order of their making. */
    public Collection<Table> all() {
        return tables.values();
    }

    /** The facts that a step makes, in the order of their making. */
    public List<Table> facts(Table.Step step) {
        return tables.values().stream()
                .filter(table -> table.isFact() && table.step() == step)
                .toList();
    }

    /** The facts of step table in waves: what a wave reads is made by earlier ones, so that its tables can be made side by side. */
    public List<List<Table>> waves() {
        Map<String, Integer> depths = new TreeMap<>();
        List<List<Table>> waves = new ArrayList<>();
        for (Table table : tables.values()) {
            int depth = table.reads().stream()
                    .mapToInt(input -> depths.getOrDefault(input, 0))
                    .max()
                    .orElse(0);
            depths.put(table.name(), table.isFact() ? depth + 1 : depth);
            if (table.isFact() && table.step() == Table.Step.TABLE) {
                if (waves.size() == depth) {
                    waves.add(new ArrayList<>());
                }
                waves.get(depth).add(table);
            }
        }
        return waves;
    }

    /** The table of a name. */
    public Table get(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("No table " + name + "; known tables: " + tables.keySet());
        }
        return table;
    }

    public boolean contains(String name) {
        return tables.containsKey(name);
    }

    /** Feeds whose new rows make a table stale: those it reads, and those of the tables it reads. */
    public SortedSet<String> feedsOf(Table table) {
        SortedSet<String> found = new TreeSet<>();
        for (String name : table.reads()) {
            if (feeds.contains(name)) {
                found.add(name);
            } else if (tables.containsKey(name)) {
                found.addAll(feedsOf(tables.get(name)));
            }
        }
        return found;
    }

    /** Whether a feed lists standing things, so that a delivery reports for every year in which they stand. */
    public boolean listsStandingThings(String feed) {
        return tables.values().stream()
                .anyMatch(table -> table.isCarriedForward() && table.reads().contains(feed));
    }

    private void add(Table table, Map<String, Table> byName, Set<String> given, LinkedHashSet<String> path) {
        if (tables.containsKey(table.name())) {
            return;
        }
        if (!path.add(table.name())) {
            throw new IllegalStateException(
                    "Tables read one another in a circle: " + String.join(" -> ", path) + " -> " + table.name());
        }
        for (String input : table.reads()) {
            if (byName.containsKey(input)) {
                add(byName.get(input), byName, given, path);
            } else if (!given.contains(input)) {
                throw new IllegalStateException("Table " + table.name() + " reads {{" + input
                        + "}}, which is no feed, table or other input; known: " + given + ", " + byName.keySet());
            }
        }
        path.remove(table.name());
        tables.put(table.name(), table);
    }

    private static Table read(String name, Resource resource) {
        try (InputStream stream = resource.getInputStream()) {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            if (!(root instanceof Map<?, ?> declared)) {
                throw new IllegalStateException("Cannot read table/" + name + "/table.yaml: it is no mapping");
            }
            for (Object key : declared.keySet()) {
                if (!KEYS.contains(String.valueOf(key))) {
                    throw new IllegalStateException(
                            "Cannot read table/" + name + "/table.yaml: unknown key " + key + "; known: " + KEYS);
                }
            }
            String sql = SqlScript.read("table/" + name + "/" + name + ".sql");
            return new Table(
                    name,
                    Table.Kind.valueOf(String.valueOf(declared.get("kind")).toUpperCase(Locale.ROOT)),
                    declared.get("step") == null
                            ? Table.Step.TABLE
                            : Table.Step.valueOf(
                                    String.valueOf(declared.get("step")).toUpperCase(Locale.ROOT)),
                    columns(name, declared.get("columns")),
                    declared.get("keys") instanceof List<?> keys
                            ? keys.stream().map(String::valueOf).toList()
                            : List.of(),
                    Boolean.TRUE.equals(declared.get("carried_forward")),
                    unit(declared.get("unit")),
                    sql,
                    BoundSql.inputs(sql));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read table/" + name, e);
        }
    }

    private static Optional<Table.Unit> unit(Object declared) {
        if (!(declared instanceof Map<?, ?> keys)) {
            return Optional.empty();
        }
        Map<String, String> combined = new LinkedHashMap<>();
        keys.forEach((column, aggregate) -> combined.put(String.valueOf(column), String.valueOf(aggregate)));
        return Optional.of(new Table.Unit(combined.remove("of"), combined));
    }

    private static StructType columns(String name, Object declared) {
        if (!(declared instanceof Map<?, ?> columns)) {
            throw new IllegalStateException(
                    "Cannot read table/" + name + "/table.yaml: columns must name each column with its type");
        }
        return StructType.fromDDL(columns.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ")));
    }
}
