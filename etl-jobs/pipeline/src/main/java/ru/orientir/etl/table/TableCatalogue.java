package ru.orientir.etl.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
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
        for (Table table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new IllegalStateException("Two tables are called " + table.name() + "; rename a folder");
            }
        }
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
                String name = folder.substring(folder.lastIndexOf('/') + 1);
                tables.add(TableReading.read(
                        name,
                        resource.getContentAsString(StandardCharsets.UTF_8),
                        SqlScript.read("table/" + name + "/" + name + ".sql")));
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
}
