package ru.orientir.etl.sample;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The list of everything wrong in the sample: one row is one reject that a correct pipeline makes. */
final class PlantedDefects implements AutoCloseable {

    private final CsvFile file;
    private final Map<String, Integer> counts = new TreeMap<>();

    PlantedDefects(Path truth) {
        file = CsvFile.open(truth, "planted_defects.csv", ',');
        file.row("feed", "file", "sheet", "row", "rule");
    }

    void row(String feed, String name, int row, String rule) {
        row(feed, name, "", row, rule);
    }

    void row(String feed, String name, String sheet, int row, String rule) {
        add(feed, name, sheet, Integer.toString(row), rule);
    }

    /** A whole file that cannot be used. */
    void file(String feed, String name, String rule) {
        add(feed, name, "", "", rule);
    }

    private void add(String feed, String name, String sheet, String row, String rule) {
        file.row(feed, name, sheet, row, rule);
        counts.merge(rule, 1, Integer::sum);
    }

    /** How many of each rule. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public void close() {
        file.close();
    }
}
