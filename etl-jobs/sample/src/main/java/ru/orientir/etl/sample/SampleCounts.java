package ru.orientir.etl.sample;

import java.util.Map;
import java.util.TreeMap;

/** Files and data rows written so far, a feed at a time. */
final class SampleCounts {

    private final Map<String, Integer> files = new TreeMap<>();
    private final Map<String, Long> rows = new TreeMap<>();

    void add(String feed, int moreFiles, long moreRows) {
        files.merge(feed, moreFiles, Integer::sum);
        rows.merge(feed, moreRows, Long::sum);
    }

    Map<String, Integer> files() {
        return new TreeMap<>(files);
    }

    Map<String, Long> rows() {
        return new TreeMap<>(rows);
    }
}
