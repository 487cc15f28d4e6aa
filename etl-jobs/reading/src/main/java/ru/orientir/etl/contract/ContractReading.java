package ru.orientir.etl.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a feed contract: an ODCS 3.1 document, checked against the standard's JSON schema first. */
public final class ContractReading {
    private static final String SCHEMA = "/contracts/schema/odcs-json-schema-v3.1.0.json";

    private final YAMLMapper yaml = new YAMLMapper();
    private final Schema schema;

    public ContractReading() {
        try (InputStream stream = ContractReading.class.getResourceAsStream(SCHEMA)) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(stream, InputFormat.JSON);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot load " + SCHEMA, failure);
        }
    }

    /**
     * @param text the YAML document
     * @param file its name, for messages
     * @throws InvalidContractException when it is no ODCS 3.1 document or says something the readers do not know
     */
    public FeedContract read(String text, String file) {
        Map<?, ?> document;
        try {
            List<Error> errors = schema.validate(text, InputFormat.YAML);
            if (!errors.isEmpty()) {
                throw new InvalidContractException("Contract %s is no ODCS 3.1 document: %s"
                        .formatted(
                                file,
                                String.join(
                                        "; ",
                                        errors.stream()
                                                .map(Error::toString)
                                                .limit(5)
                                                .toList())));
            }
            document = yaml.readValue(text, Map.class);
        } catch (JacksonException failure) {
            throw new InvalidContractException(
                    "Contract %s is not readable YAML: %s".formatted(file, failure.getOriginalMessage()), failure);
        }
        try {
            return new Document(document).contract();
        } catch (InvalidContractException failure) {
            throw new InvalidContractException("Contract %s: %s".formatted(file, failure.getMessage()), failure);
        } catch (PatternSyntaxException failure) {
            throw new InvalidContractException(
                    "Contract %s: wrong pattern %s: %s".formatted(file, failure.getPattern(), failure.getDescription()),
                    failure);
        } catch (ClassCastException | IllegalArgumentException failure) {
            throw new InvalidContractException("Contract %s: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    /** One parsed document. */
    private static final class Document {
        private final Map<?, ?> root;
        private final Map<?, ?> table;
        private final Node settings;

        Document(Map<?, ?> root) {
            this.root = root;
            if (!(root.get("schema") instanceof List<?> tables) || tables.size() != 1) {
                throw new InvalidContractException("'schema' must list exactly one table");
            }
            this.table = (Map<?, ?>) tables.get(0);
            this.settings = new Node(custom(table), "schema customProperties");
            settings.allow(
                    "expectedFrom",
                    "reportsOf",
                    "file",
                    "replaces",
                    "latestBy",
                    "latestWinsSilently",
                    "organizationField",
                    "reportingYear",
                    "maxRejectedShare");
        }

        FeedContract contract() {
            List<ContractField> fields = new ArrayList<>();
            List<PrivateColumn> privateColumns = new ArrayList<>();
            Map<Integer, String> key = new LinkedHashMap<>();
            for (Object entry : (List<?>) table.get("properties")) {
                Map<?, ?> property = (Map<?, ?>) entry;
                Node custom = new Node(custom(property), "property " + property.get("name"));
                custom.allow(
                        "headers",
                        "private",
                        "source",
                        "sourcePattern",
                        "confirmedBy",
                        "derived",
                        "reading",
                        "codes",
                        "codesByYear",
                        "keepUnknownCodes",
                        "reference",
                        "blankAs",
                        "zeroIsBlank",
                        "keepsRow");
                if (custom.has("private")) {
                    privateColumns.add(privateColumn(property, custom));
                } else {
                    fields.add(field(property, custom));
                }
                if (Boolean.TRUE.equals(property.get("primaryKey"))) {
                    key.put(((Number) property.get("primaryKeyPosition")).intValue(), string(property, "name"));
                }
            }
            Node year = settings.node("reportingYear");
            year.allow("field", "bounded");
            FeedContract contract = new FeedContract(
                    string(table, "name"),
                    string(root, "version"),
                    settings.text("expectedFrom"),
                    settings.text("reportsOf"),
                    form(settings.node("file")),
                    List.copyOf(fields),
                    List.copyOf(privateColumns),
                    key.entrySet().stream()
                            .sorted(Comparator.comparingInt(Map.Entry::getKey))
                            .map(Map.Entry::getValue)
                            .toList(),
                    settings.texts("replaces"),
                    settings.text("latestBy"),
                    settings.flag("latestWinsSilently", false),
                    settings.text("organizationField"),
                    year.text("field"),
                    year.flag("bounded", true),
                    settings.has("maxRejectedShare") ? Double.parseDouble(settings.text("maxRejectedShare")) : 1.0,
                    rules());
            check(contract);
            return contract;
        }

        private void check(FeedContract contract) {
            List<String> named = new ArrayList<>(contract.replaces());
            named.addAll(contract.businessKey());
            named.addAll(contract.form().unfilledExcept());
            for (String field :
                    new String[] {contract.latestBy(), contract.organizationField(), contract.reportingYearField()}) {
                if (field != null) {
                    named.add(field);
                }
            }
            named.forEach(contract::field);
            if (contract.reportingYearField() == null) {
                throw new InvalidContractException("customProperty 'reportingYear' must name a field");
            }
            if (contract.businessKey().isEmpty()) {
                throw new InvalidContractException("no property is marked primaryKey");
            }
            for (ContractField field : contract.fields()) {
                if (field.derivation() != null) {
                    Predicate<String> known = name -> contract.indexOf(name) >= 0
                            || contract.privateColumns().stream()
                                    .anyMatch(column -> column.name().equals(name));
                    field.derivation().from().stream()
                            .filter(known.negate())
                            .findFirst()
                            .ifPresent(name -> {
                                throw new InvalidContractException("field %s is derived from '%s', which is no property"
                                        .formatted(field.name(), name));
                            });
                }
            }
        }

        private static PrivateColumn privateColumn(Map<?, ?> property, Node custom) {
            return new PrivateColumn(
                    string(property, "name"),
                    string(property, "businessName"),
                    PrivateColumn.Kind.valueOf(custom.text("private").toUpperCase(java.util.Locale.ROOT)),
                    Boolean.TRUE.equals(property.get("required")),
                    headers(property, custom));
        }

        private static ContractField field(Map<?, ?> property, Node custom) {
            String name = string(property, "name");
            Node options = new Node(property.get("logicalTypeOptions") instanceof Map<?, ?> map ? map : Map.of(), name);
            Node derived = custom.node("derived");
            derived.allow("kind", "from");
            FieldSource source = derived.isEmpty()
                    ? FieldSource.valueOf(
                            custom.has("source")
                                    ? custom.text("source").toUpperCase(java.util.Locale.ROOT)
                                    : FieldSource.COLUMN.name())
                    : FieldSource.DERIVED;
            String reading = custom.text("reading");
            if (reading != null && !ValueReading.isKnown(reading)) {
                throw new InvalidContractException(
                        "property %s: unknown reading '%s'; known: %s".formatted(name, reading, ValueReading.known()));
            }
            return new ContractField(
                    name,
                    string(property, "businessName"),
                    type(string(property, "logicalType"), name),
                    Boolean.TRUE.equals(property.get("required")),
                    source,
                    headers(property, custom),
                    custom.pattern("sourcePattern"),
                    custom.texts("confirmedBy"),
                    derived.isEmpty()
                            ? null
                            : new Derivation(
                                    Derivation.Kind.valueOf(derived.text("kind").toUpperCase(java.util.Locale.ROOT)),
                                    derived.texts("from")),
                    reading,
                    options.exactPattern("pattern"),
                    property.get("examples") instanceof List<?> examples && !examples.isEmpty()
                            ? examples.get(0).toString()
                            : null,
                    options.has("minimum") ? Double.valueOf(options.text("minimum")) : null,
                    options.has("maximum") ? Double.valueOf(options.text("maximum")) : null,
                    codes(custom),
                    custom.text("reference"),
                    checksum(property, name),
                    custom.text("blankAs"),
                    custom.flag("zeroIsBlank", false),
                    custom.flag("keepsRow", false));
        }

        private static String checksum(Map<?, ?> property, String name) {
            if (!(property.get("quality") instanceof List<?> checks)) {
                return null;
            }
            for (Object check : checks) {
                Object rule = ((Map<?, ?>) ((Map<?, ?>) check).get("implementation")).get("rule");
                if ("inn_checksum".equals(rule)) {
                    return "inn";
                }
                if ("ogrn_checksum".equals(rule)) {
                    return "ogrn";
                }
                throw new InvalidContractException("property %s: unknown rule '%s'".formatted(name, rule));
            }
            return null;
        }

        private static CodeMap codes(Node custom) {
            if (!custom.has("codes") && !custom.has("codesByYear")) {
                return null;
            }
            List<CodeMap.Years> byYear = new ArrayList<>();
            for (Node years : custom.nodes("codesByYear")) {
                years.allow("from", "to", "codes");
                byYear.add(new CodeMap.Years(
                        Integer.parseInt(years.text("from")),
                        Integer.parseInt(years.text("to")),
                        new CodeMap(years.map("codes"), List.of(), false)));
            }
            return new CodeMap(custom.map("codes"), byYear, custom.flag("keepUnknownCodes", false));
        }

        private static FieldType type(String logicalType, String name) {
            return switch (logicalType) {
                case "string" -> FieldType.STRING;
                case "integer" -> FieldType.INTEGER;
                case "number" -> FieldType.DECIMAL;
                case "date" -> FieldType.DATE;
                case "boolean" -> FieldType.BOOLEAN;
                default ->
                    throw new InvalidContractException(
                            "property %s: logicalType '%s' is not supported".formatted(name, logicalType));
            };
        }

        private static List<String> headers(Map<?, ?> property, Node custom) {
            List<String> headers = new ArrayList<>();
            if (!custom.has("headers")) {
                headers.add(string(property, "businessName"));
            }
            headers.addAll(custom.texts("headers"));
            return List.copyOf(headers);
        }

        private List<DeclaredRule> rules() {
            List<DeclaredRule> rules = new ArrayList<>();
            if (table.get("quality") instanceof List<?> checks) {
                for (Object entry : checks) {
                    Map<?, ?> check = (Map<?, ?>) entry;
                    Map<?, ?> implementation = (Map<?, ?>) check.get("implementation");
                    Node custom = new Node(custom(check), "rule " + check.get("name"));
                    custom.allow("messageRu", "messageEn");
                    HashMap<String, Object> arguments = new HashMap<>();
                    implementation.forEach((argument, value) -> arguments.put(argument.toString(), value));
                    rules.add(new DeclaredRule(
                            string(check, "name"),
                            string(implementation, "rule"),
                            "warning".equals(check.get("severity")),
                            arguments,
                            custom.required("messageRu"),
                            custom.required("messageEn")));
                }
            }
            return List.copyOf(rules);
        }

        private static FileForm form(Node file) {
            file.allow(
                    "formats",
                    "encoding",
                    "delimiters",
                    "headerRows",
                    "headerSearchRows",
                    "sheetPattern",
                    "fileNamePattern",
                    "fileNameExample",
                    "leftOut",
                    "unfilledExcept",
                    "blankMarkers",
                    "headerOnlyMeansZero",
                    "jsonRows",
                    "jsonWrappers");
            List<FileForm.LeftOut> leftOut = new ArrayList<>();
            for (Node rows : file.nodes("leftOut")) {
                rows.allow("rule", "pattern");
                leftOut.add(new FileForm.LeftOut(rows.required("rule"), rows.pattern("pattern")));
            }
            FileForm form = new FileForm(
                    file.texts("formats").stream()
                            .map(format -> FileForm.Format.valueOf(format.toUpperCase(java.util.Locale.ROOT)))
                            .toList(),
                    file.has("encoding") ? file.text("encoding") : "UTF-8",
                    file.texts("delimiters"),
                    file.integer("headerRows", 1),
                    file.integer("headerSearchRows", 30),
                    file.pattern("sheetPattern"),
                    file.pattern("fileNamePattern"),
                    file.text("fileNameExample"),
                    List.copyOf(leftOut),
                    file.texts("unfilledExcept"),
                    file.texts("blankMarkers"),
                    file.flag("headerOnlyMeansZero", false),
                    file.texts("jsonRows"),
                    file.texts("jsonWrappers"));
            form.charset();
            return form;
        }

        private static Map<String, Object> custom(Map<?, ?> element) {
            Map<String, Object> values = new LinkedHashMap<>();
            if (element.get("customProperties") instanceof List<?> properties) {
                for (Object entry : properties) {
                    Map<?, ?> property = (Map<?, ?>) entry;
                    values.put(string(property, "property"), property.get("value"));
                }
            }
            return values;
        }

        private static String string(Map<?, ?> map, String key) {
            Object value = map.get(key);
            if (value == null) {
                throw new InvalidContractException("'%s' is missing in %s".formatted(key, map.get("name")));
            }
            return value.toString();
        }
    }

    /** Values by name, where an unknown name is a mistake and not a silent nothing. */
    private record Node(Map<?, ?> values, String place) {

        void allow(String... names) {
            for (Object name : values.keySet()) {
                if (!List.of(names).contains(name)) {
                    throw new InvalidContractException(
                            "%s: '%s' is not known here; known: %s".formatted(place, name, String.join(", ", names)));
                }
            }
        }

        boolean isEmpty() {
            return values.isEmpty();
        }

        boolean has(String name) {
            return values.get(name) != null;
        }

        String text(String name) {
            return has(name) ? values.get(name).toString() : null;
        }

        String required(String name) {
            if (!has(name)) {
                throw new InvalidContractException("%s: '%s' is missing".formatted(place, name));
            }
            return text(name);
        }

        List<String> texts(String name) {
            if (!has(name)) {
                return List.of();
            }
            return values.get(name) instanceof List<?> list
                    ? list.stream().map(Object::toString).toList()
                    : List.of(text(name));
        }

        boolean flag(String name, boolean otherwise) {
            return has(name) ? Boolean.parseBoolean(text(name)) : otherwise;
        }

        int integer(String name, int otherwise) {
            return has(name) ? Integer.parseInt(text(name)) : otherwise;
        }

        Pattern pattern(String name) {
            return has(name)
                    ? Pattern.compile(text(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS)
                    : null;
        }

        Pattern exactPattern(String name) {
            return has(name) ? Pattern.compile(text(name)) : null;
        }

        Node node(String name) {
            return new Node(values.get(name) instanceof Map<?, ?> map ? map : Map.of(), place + "." + name);
        }

        List<Node> nodes(String name) {
            return values.get(name) instanceof List<?> list
                    ? list.stream()
                            .map(entry -> new Node((Map<?, ?>) entry, place + "." + name))
                            .toList()
                    : List.of();
        }

        Map<String, String> map(String name) {
            Map<String, String> map = new LinkedHashMap<>();
            if (values.get(name) instanceof Map<?, ?> entries) {
                entries.forEach((key, value) -> map.put(key.toString(), value.toString()));
            }
            return map;
        }
    }
}
