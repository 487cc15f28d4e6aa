package ru.orientir.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The indicators declared in {@code reference/indicator.yaml}, in the order of the file.
 *
 * @param indicators the entries; codes are unique
 */
public record IndicatorCatalogue(List<Indicator> indicators) {
    private static final String FILE = "indicator.yaml";
    private static final String RESOURCE = "/reference/" + FILE;
    private static final List<String> HEADER = List.of(
            "indicator_code",
            "name_ru",
            "name_en",
            "unit",
            "unit_ru",
            "value_kind",
            "direction",
            "year_rule",
            "stage_rule",
            "same_within_pct",
            "clause_ru",
            "definition_ru",
            "sort_order");
    private static final CodeNames NAMES = CodeNames.load();

    public IndicatorCatalogue {
        indicators = List.copyOf(indicators);
        Set<String> codes = new HashSet<>();
        for (Indicator indicator : indicators) {
            if (!codes.add(indicator.code())) {
                throw new IllegalArgumentException("Cannot read " + FILE + ": code " + indicator.code()
                        + " stands twice; give each indicator a code of its own");
            }
        }
    }

    /** Reads the catalogue that ships with the warehouse. */
    public static IndicatorCatalogue load() {
        try (InputStream stream = IndicatorCatalogue.class.getResourceAsStream(RESOURCE);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return read(reader, BreakdownCatalogue.load());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    /**
     * Reads a catalogue from YAML.
     *
     * @param breakdowns what an indicator may be split by
     * @throws IllegalArgumentException naming the entry and the key where one is missing, unknown or holds an unknown word
     */
    public static IndicatorCatalogue read(Reader yaml, BreakdownCatalogue breakdowns) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object root = new Yaml(new SafeConstructor(options)).load(yaml);
        if (!(root instanceof Map<?, ?> map) || !(map.get("indicators") instanceof List<?> entries)) {
            throw new IllegalArgumentException("Cannot read " + FILE + ": expected a list under «indicators»");
        }
        List<Indicator> indicators = new ArrayList<>();
        for (Object entry : entries) {
            int position = indicators.size() + 1;
            if (!(entry instanceof Map<?, ?> keys)) {
                throw new IllegalArgumentException(
                        "Cannot read " + FILE + ": entry " + position + " is not a list of keys");
            }
            indicators.add(new Entry(position, keys, breakdowns.codes()).indicator());
        }
        return new IndicatorCatalogue(indicators);
    }

    /** The indicator of a code. */
    public Optional<Indicator> find(String code) {
        return indicators.stream()
                .filter(indicator -> indicator.code().equals(code))
                .findFirst();
    }

    /** The catalogue as rows of {@code core.dim_indicator}. */
    public ReferenceTable asTable() {
        List<List<String>> rows = new ArrayList<>();
        for (Indicator indicator : indicators) {
            rows.add(Arrays.asList(
                    indicator.code(),
                    indicator.nameRu(),
                    indicator.nameEn(),
                    indicator.unit(),
                    indicator.unitRu(),
                    indicator.valueKind().code(),
                    indicator.direction().code(),
                    indicator.yearRule(),
                    indicator.stageRule().code(),
                    Double.toString(indicator.sameWithinPct()),
                    indicator.clauseRu(),
                    indicator.definitionRu(),
                    Integer.toString(indicator.sortOrder())));
        }
        return new ReferenceTable("indicator", "dim_indicator", 1, HEADER, rows);
    }

    /** One entry of the YAML while it is read; a key that nobody took is unknown. */
    private static final class Entry {
        private final int position;
        private final List<String> breakdowns;
        private final Map<String, Object> remaining = new LinkedHashMap<>();
        private String code = "?";

        Entry(int position, Map<?, ?> keys, List<String> breakdowns) {
            this.position = position;
            this.breakdowns = breakdowns;
            keys.forEach((key, value) -> remaining.put(String.valueOf(key), value));
        }

        Indicator indicator() {
            code = text("code");
            String unit = code("unit");
            Indicator indicator = new Indicator(
                    code,
                    text("name_ru"),
                    text("name_en"),
                    unit,
                    NAMES.of("unit").get(unit).name(),
                    word("value_kind", Indicator.ValueKind.class),
                    word("direction", Indicator.Direction.class),
                    code("year_rule"),
                    word("stage_rule", Indicator.StageRule.class),
                    number("same_within_pct"),
                    remaining.containsKey("clause_ru") ? text("clause_ru") : null,
                    text("definition_ru"),
                    breakdowns(),
                    part("numerator"),
                    remaining.containsKey("denominator") ? part("denominator") : null,
                    remaining.containsKey("observations") ? part("observations") : null,
                    remaining.containsKey("reported_by") ? text("reported_by") : null,
                    flag("is_monthly"),
                    position);
            for (String key : remaining.keySet()) {
                throw wrong(key, "is a key that the catalogue does not know");
            }
            boolean isDivided = indicator.valueKind() != Indicator.ValueKind.COUNT;
            if (isDivided != (indicator.denominator() != null)) {
                throw wrong("denominator", isDivided ? "is missing" : "is given, but a count is divided by nothing");
            }
            return indicator;
        }

        private List<List<String>> breakdowns() {
            List<List<String>> declared = new ArrayList<>();
            for (Object set : list("breakdowns", remaining.remove("breakdowns"))) {
                List<String> together =
                        list("breakdowns", set).stream().map(String::valueOf).toList();
                if (together.isEmpty() || !breakdowns.containsAll(together)) {
                    throw wrong("breakdowns", "has the set " + together + "; expected some of " + breakdowns);
                }
                declared.add(breakdowns.stream().filter(together::contains).toList());
            }
            return declared;
        }

        private Indicator.Part part(String key) {
            Object value = remaining.remove(key);
            if (value instanceof Map<?, ?> keys
                    && keys.keySet().equals(Set.of("from", "sql"))
                    && keys.get("from") instanceof String from
                    && keys.get("sql") instanceof String sql) {
                return new Indicator.Part(from, sql);
            }
            throw wrong(key, "is " + value + "; expected {from: <view>, sql: <aggregate>}");
        }

        private String text(String key) {
            Object value = remaining.remove(key);
            if (!(value instanceof String text) || text.isBlank()) {
                throw wrong(key, "is " + value + "; expected a text in quotes");
            }
            return text;
        }

        /** A code of the list that is called like the key. */
        private String code(String key) {
            String text = text(key);
            Set<String> codes = NAMES.of(key).keySet();
            if (!codes.contains(text)) {
                throw wrong(key, "is «" + text + "»; expected one of " + codes);
            }
            return text;
        }

        private double number(String key) {
            Object value = remaining.remove(key);
            if (!(value instanceof Number number) || number.doubleValue() < 0) {
                throw wrong(key, "is " + value + "; expected a number from 0");
            }
            return number.doubleValue();
        }

        private boolean flag(String key) {
            Object value = remaining.containsKey(key) ? remaining.remove(key) : Boolean.FALSE;
            if (!(value instanceof Boolean flag)) {
                throw wrong(key, "is " + value + "; expected true or false");
            }
            return flag;
        }

        private List<?> list(String key, Object value) {
            if (!(value instanceof List<?> list)) {
                throw wrong(key, "is " + value + "; expected a list of lists");
            }
            return list;
        }

        private <E extends Enum<E>> E word(String key, Class<E> words) {
            String text = text(key);
            for (E word : words.getEnumConstants()) {
                if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return word;
                }
            }
            throw wrong(
                    key,
                    "is «" + text + "»; expected one of "
                            + Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT));
        }

        private IllegalArgumentException wrong(String key, String what) {
            return new IllegalArgumentException(
                    "Cannot read " + FILE + ": indicator " + code + " (entry " + position + "): " + key + " " + what);
        }
    }
}
