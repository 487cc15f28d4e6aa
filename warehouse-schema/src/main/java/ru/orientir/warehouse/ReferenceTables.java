package ru.orientir.warehouse;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The reference data that ships with the warehouse, in an order in which it can be loaded: a table comes after those its
 * foreign keys point to.
 */
public final class ReferenceTables {
    /** File, table and width of the business key. A new file is a new line here. */
    private static final List<Source> SOURCES = List.of(
            new Source("territory", "dim_territory", 1),
            new Source("education_stage", "dim_education_stage", 1),
            new Source("learner_category", "dim_learner_category", 1),
            new Source("sex", "dim_sex", 1),
            new Source("month", "dim_month", 1),
            new Source("programme_stage", "dim_programme_stage", 2),
            new Source("organization_kind", "dim_organization_kind", 1),
            new Source("feed", "dim_feed", 1),
            new Source("reject_rule", "dim_reject_rule", 1),
            new Source("plan_measure", "dim_plan_measure", 1),
            new Source("event_series", "dim_event_series", 1),
            new Source("event_level", "dim_event_level", 1),
            new Source("event_format", "dim_event_format", 1),
            new Source("award", "dim_award", 1),
            new Source("partner_kind", "dim_partner_kind", 1),
            new Source("respondent_kind", "dim_respondent_kind", 1),
            new Source("survey_question", "dim_survey_question", 1),
            new Source("employment_outcome", "dim_employment_outcome", 1),
            new Source("profession_group", "dim_profession_group", 1),
            new Source("profession_group_specialisation", "profession_group_specialisation", 1),
            new Source("breakdown", "dim_breakdown", 1));

    private static final Source BASELINE = new Source("baseline", "baseline", 3);

    /** Comes with the schema and is none of what a load publishes. */
    private static final Source CODE_NAME = new Source("code_name", "code_name", 2);

    private ReferenceTables() {}

    /** All reference data that a load publishes, the indicator catalogue and the groups that follow from it among them. */
    public static List<ReferenceTable> all() {
        IndicatorCatalogue indicators = IndicatorCatalogue.load();
        List<ReferenceTable> tables = new ArrayList<>();
        for (Source source : SOURCES) {
            tables.add(source.read());
        }
        tables.add(indicators.asTable());
        tables.add(IndicatorGroup.table(indicators, BreakdownCatalogue.load()));
        tables.add(BASELINE.read());
        return List.copyOf(tables);
    }

    /**
     * The reference data of a name such as {@code event_series}.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static ReferenceTable named(String name) {
        if (name.equals("indicator")) {
            return IndicatorCatalogue.load().asTable();
        }
        return Stream.concat(SOURCES.stream(), Stream.of(BASELINE, CODE_NAME))
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no reference data named " + name))
                .read();
    }

    /** SHA-256 over all reference data in hexadecimal digits: equal digests mean equal data. */
    public static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ReferenceTable table : all()) {
                digest.update((table.name() + table.header()).getBytes(StandardCharsets.UTF_8));
                for (List<String> row : table.rows()) {
                    for (String value : row) {
                        digest.update(value == null ? new byte[] {0} : value.getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) 31);
                    }
                }
            }
            for (Indicator indicator : IndicatorCatalogue.load().indicators()) {
                digest.update(indicator.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private record Source(String name, String tableName, int keyWidth) {
        ReferenceTable read() {
            String resource = "/reference/" + name + ".csv";
            try (InputStream stream = ReferenceTables.class.getResourceAsStream(resource)) {
                if (stream == null) {
                    throw new FileNotFoundException(resource);
                }
                return parse(stream);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + resource, e);
            }
        }

        private ReferenceTable parse(InputStream stream) throws IOException {
            List<List<String>> rows = new ArrayList<>();
            try (CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(stream, StandardCharsets.UTF_8)) {
                for (CsvRecord line : lines) {
                    rows.add(line.getFields().stream()
                            .map(value -> value.isEmpty() ? null : value)
                            .toList());
                }
            }
            ReferenceTable table =
                    new ReferenceTable(name, tableName, keyWidth, rows.get(0), rows.subList(1, rows.size()));
            Set<List<String>> keys = new HashSet<>();
            for (List<String> row : table.rows()) {
                if (!keys.add(row.subList(0, keyWidth))) {
                    throw new IllegalStateException(
                            "Cannot read " + name + ".csv: key " + row.subList(0, keyWidth) + " stands twice");
                }
            }
            return table;
        }
    }
}
