package ru.orientir.etl.sample;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a correct pipeline computes from the accepted rows, noted while the rows are written. Grain: organization,
 * indicator, reporting year; all stages and categories. A ratio without a denominator is left out. Only one town is
 * held at a time.
 */
final class IndicatorTruth implements AutoCloseable {

    private final CsvFile file;
    private final Map<Key, Figure> town = new TreeMap<>();
    private int written;

    IndicatorTruth(Path truth) {
        file = CsvFile.open(truth, "indicator_value.csv", ',');
        file.row("organization_id", "indicator_code", "reporting_year", "numerator", "denominator", "value");
    }

    void count(String organizationId, String code, int year, long count) {
        town.put(new Key(organizationId, code, year), new Figure(count, null));
    }

    void ratio(String organizationId, String code, int year, long numerator, long denominator) {
        if (denominator > 0) {
            town.put(new Key(organizationId, code, year), new Figure(numerator, denominator));
        }
    }

    void finishTown() {
        town.forEach((key, figure) -> file.row(
                key.organizationId,
                key.code,
                Integer.toString(key.year),
                Long.toString(figure.numerator),
                figure.denominator == null ? "" : figure.denominator.toString(),
                figure.denominator == null
                        ? Long.toString(figure.numerator)
                        : Double.toString((double) figure.numerator / figure.denominator)));
        written += town.size();
        town.clear();
    }

    int written() {
        return written;
    }

    @Override
    public void close() {
        file.close();
    }

    private record Key(String organizationId, String code, int year) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byOrganization = organizationId.compareTo(other.organizationId);
            if (byOrganization != 0) {
                return byOrganization;
            }
            int byCode = code.compareTo(other.code);
            return byCode != 0 ? byCode : Integer.compare(year, other.year);
        }
    }

    private record Figure(long numerator, Long denominator) {}
}
