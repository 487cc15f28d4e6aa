package ru.orientir.etl.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ru.orientir.etl.contract.CanonicalText;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Records in JSON: in an array at a known path, in a bare array, or one a line. Only the paths that the contract asks for
 * are taken out of a record; everything else is passed over unread.
 */
final class JsonContent {
    private static final String CELL = "cell";
    private static final int MOST_REMEMBERED = 1_000;
    private static final JsonFactory CELLS = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final FeedContract contract;
    private final Refusals refusals;
    private final ReadingLimits limits;
    private final Set<String> rows = new HashSet<>();
    private final Paths paths;
    private final List<List<String>> fieldPaths = new ArrayList<>();
    private final String layout;
    private final Map<List<String>, ShownCells> shownByNames = new HashMap<>();

    /** What to take from a record: canonical paths, what leads to them, and the wrappers to see through. */
    private record Paths(Set<String> wanted, Set<String> leading, Set<String> wrappers) {
        static Paths of(Iterable<String> paths, Iterable<String> wrappers) {
            Paths all = new Paths(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (String path : paths) {
                String canonical = canonical(path);
                all.wanted.add(canonical);
                for (int dot = canonical.indexOf('.'); dot > 0; dot = canonical.indexOf('.', dot + 1)) {
                    all.leading.add(canonical.substring(0, dot));
                }
            }
            wrappers.forEach(wrapper -> all.wrappers.add(canonical(wrapper)));
            return all;
        }
    }

    JsonContent(FeedContract contract, Refusals refusals, ReadingLimits limits) {
        this.contract = contract;
        this.refusals = refusals;
        this.limits = limits;
        contract.form().jsonRows().forEach(path -> rows.add(canonical(path)));
        List<String> wanted = new ArrayList<>();
        StringBuilder places = new StringBuilder();
        for (ContractField field : contract.fields()) {
            fieldPaths.add(field.headers().stream().map(JsonContent::canonical).toList());
            if (field.source() == FieldSource.COLUMN) {
                wanted.addAll(field.headers());
                places.append(places.length() > 0 ? ";" : "")
                        .append(field.name())
                        .append('=')
                        .append(field.headers().get(0));
            }
        }
        this.paths = Paths.of(wanted, contract.form().jsonWrappers());
        this.layout = places.toString();
    }

    void read(InputStream stream, byte[] head, boolean lines, RowLanding landing) throws RefusedFile, IOException {
        TextEncoding.check(head, false, StandardCharsets.UTF_8, refusals);
        TextEncoding.skipMark(stream);
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(100)
                        .maxStringLength(limits.maxCellCharacters())
                        .build())
                .build();
        Reader text = new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        Records records = new Records(landing);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (lines) {
                while (parser.nextToken() != null) {
                    records.take(parser);
                }
            } else {
                parser.nextToken();
                readDocument(parser, records);
                if (parser.nextToken() != null) {
                    throw refusals.unreadable(
                            "после конца данных есть ещё текст", "there is more text after the end of the data");
                }
            }
        } catch (StreamConstraintsException tooLarge) {
            if (tooLarge.getMessage().contains("nesting")) {
                throw refusals.unreadable("слишком глубокая вложенность JSON", "the JSON is nested too deeply");
            }
            throw refusals.tooLargeCell(
                    "запись %d".formatted(records.position),
                    "record %d".formatted(records.position),
                    limits.maxCellCharacters());
        } catch (JacksonException failure) {
            throw damaged(failure, records.position);
        }
        if (records.position > 0 && !records.anyField) {
            throw refusals.noKnownField(quoted(required()));
        }
    }

    private RefusedFile damaged(JacksonException failure, int position) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return refusals.wrongEncoding(
                        "не UTF-8", "UTF-8", "запись %d".formatted(position), "record %d".formatted(position));
            }
            if (cause instanceof StorageFailure storage) {
                throw storage;
            }
        }
        return refusals.unreadable(
                "JSON обрывается или записан с ошибкой в записи %d".formatted(position),
                "the JSON breaks off or has an error in record %d".formatted(position));
    }

    private void readDocument(JsonParser parser, Records records) throws RefusedFile {
        if (parser.currentToken() == JsonToken.START_ARRAY && rows.contains("")) {
            records.takeAll(parser);
        } else if (parser.currentToken() != JsonToken.START_OBJECT || !findRows(parser, "", records)) {
            boolean isLines =
                    parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == JsonToken.START_OBJECT;
            throw refusals.noRecords(
                    quoted(contract.form().jsonRows().stream()
                            .filter(path -> !path.isEmpty())
                            .toList()),
                    isLines);
        }
    }

    private static String quoted(List<String> names) {
        return "«" + String.join("», «", names) + "»";
    }

    /** Whether the array was found, or the object that would hold it: an empty answer leaves the array out. */
    private boolean findRows(JsonParser parser, String prefix, Records records) {
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + CanonicalText.of(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && rows.contains(path)) {
                records.takeAll(parser);
                found = true;
            } else if (value == JsonToken.START_OBJECT && leadsToRows(path)) {
                findRows(parser, path + ".", records);
                found = true;
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private boolean leadsToRows(String path) {
        return rows.stream().anyMatch(row -> row.startsWith(path + "."));
    }

    private List<String> required() {
        return contract.fields().stream()
                .filter(field -> field.required() && field.source() == FieldSource.COLUMN)
                .map(field -> field.headers().get(0))
                .toList();
    }

    /** The records met so far. */
    private final class Records {
        private final RowLanding landing;
        private int position;
        private boolean anyField;

        Records(RowLanding landing) {
            this.landing = landing;
        }

        void takeAll(JsonParser parser) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                take(parser);
            }
        }

        void take(JsonParser parser) {
            position++;
            Map<String, String> found = new HashMap<>();
            boolean isRecord = parser.currentToken() == JsonToken.START_OBJECT;
            if (isRecord) {
                collect(parser, "", paths, found);
            } else {
                parser.skipChildren();
            }
            String[] values = new String[contract.fields().size()];
            List<String> named = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                for (String path : fieldPaths.get(i)) {
                    values[i] = values[i] == null ? found.get(path) : values[i];
                }
                if (values[i] != null) {
                    anyField = true;
                    named.add(contract.fields().get(i).name());
                }
            }
            landing.land(new RowLanding.RawRow(
                    null,
                    position,
                    layout,
                    values,
                    new String[0],
                    isRecord ? new RecordCells(named, values) : NO_RECORD,
                    isRecord ? null : "not_a_record"));
        }
    }

    /** What stands in the place of a record. */
    private static final RowCells NO_RECORD = new RowCells() {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public String text(int cell) {
            return "?";
        }

        @Override
        public boolean isHidden(int cell) {
            return true;
        }

        @Override
        public ShownCells shownBy(String[] fields, List<String> persons) {
            return null;
        }
    };

    /** The values of one record, each with its field's name. */
    private final class RecordCells implements RowCells {
        private final List<String> named;
        private final String[] values;

        RecordCells(List<String> named, String[] values) {
            this.named = named;
            this.values = values;
        }

        @Override
        public int count() {
            return named.size();
        }

        @Override
        public String text(int cell) {
            return named.get(cell) + "=" + values[contract.indexOf(named.get(cell))];
        }

        @Override
        public boolean isHidden(int cell) {
            return false;
        }

        /** A person is hidden together with the name before it, so that the value alone does not tell the cell. */
        @Override
        public ShownCells shownBy(String[] fields, List<String> persons) {
            if (shownByNames.size() == MOST_REMEMBERED) {
                shownByNames.clear();
            }
            return persons.isEmpty() ? shownByNames.computeIfAbsent(named, JsonContent.this::shown) : null;
        }
    }

    private ShownCells shown(List<String> named) {
        ShownCells.Entries entries = new ShownCells.Entries();
        named.forEach(entries::named);
        return entries.of(contract);
    }

    private static void collect(JsonParser parser, String prefix, Paths paths, Map<String, String> found) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = CanonicalText.of(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty() && paths.wrappers.contains(name)) {
                collect(parser, "", paths, found);
            } else {
                collectValue(parser, prefix + name, false, paths, found);
            }
        }
    }

    /** Values of an array are joined; of several spellings of one name the first counts. */
    private static void collectValue(
            JsonParser parser, String path, boolean listed, Paths paths, Map<String, String> found) {
        JsonToken value = parser.currentToken();
        if (value == JsonToken.START_OBJECT && paths.leading.contains(path)) {
            collect(parser, path + ".", paths, found);
        } else if (value == JsonToken.START_ARRAY && (paths.leading.contains(path) || paths.wanted.contains(path))) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                collectValue(parser, path, true, paths, found);
            }
        } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL && paths.wanted.contains(path)) {
            String text = parser.getString().strip();
            if (!text.isEmpty()) {
                found.merge(path, text, (first, next) -> listed && !first.contains(next) ? first + "; " + next : first);
            }
        } else {
            parser.skipChildren();
        }
    }

    /** A part of a cell that holds JSON; null where there is none, or the cell holds no JSON. */
    static String part(String text, String path) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return null;
        }
        Paths wanted = Paths.of(List.of(CELL + "." + path), List.of());
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = CELLS.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            collectValue(parser, CanonicalText.of(CELL), false, wanted, found);
        } catch (JacksonException notJson) {
            return null;
        }
        return found.values().stream().findFirst().orElse(null);
    }

    private static String canonical(String path) {
        StringBuilder canonical = new StringBuilder();
        for (String part : path.split("\\.")) {
            canonical.append(canonical.length() > 0 ? "." : "").append(CanonicalText.of(part));
        }
        return canonical.toString();
    }
}
