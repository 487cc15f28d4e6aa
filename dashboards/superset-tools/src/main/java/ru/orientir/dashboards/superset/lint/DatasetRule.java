package ru.orientir.dashboards.superset.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import tools.jackson.databind.JsonNode;

/** Datasets are marts as they are, certified, with metrics that have a Russian label, an explanation and a number format. */
final class DatasetRule implements Rule {

    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    /** Symbols that need no translation, and the blank label of a series nobody shall see. */
    private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}]*");

    private static final Pattern ADDRESS = Pattern.compile(
            "postgresql\\+psycopg2://(?<user>[^:@/]+)(:(?<password>[^@]*))?@[^/]+/(?<database>[^?/]+)([?].*)?");
    private static final String MASK = "XXXXXXXXXX";

    @Override
    public void check(Assets assets, Findings findings) {
        assets.of(AssetKind.DATABASE).forEach(database -> checkDatabase(database, findings));
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            checkSource(assets, dataset, findings);
            checkNames(dataset, "columns", "column_name", findings);
            checkNames(dataset, "metrics", "metric_name", findings);
            checkMetrics(dataset, findings);
            if (dataset.at("extra", "certification", "certified_by")
                    .asString("")
                    .isBlank()) {
                findings.add(
                        dataset,
                        "extra.certification.certified_by",
                        "is missing",
                        "write who answers for the mart: {certification: {certified_by: …, details: …}}");
            }
        }
    }

    private static void checkDatabase(Asset database, Findings findings) {
        Matcher address = ADDRESS.matcher(database.text("sqlalchemy_uri"));
        if (!address.matches()) {
            findings.add(
                    database,
                    "sqlalchemy_uri",
                    "is not an address of PostgreSQL",
                    "write postgresql+psycopg2://orientir_analyst:" + MASK + "@host:5432/orientir");
            return;
        }
        if (!MASK.equals(address.group("password"))) {
            findings.add(
                    database,
                    "sqlalchemy_uri",
                    "holds a password, or has no place for one",
                    "write " + MASK + " for it");
        }
        for (String key : List.of("allow_dml", "allow_ctas", "allow_cvas", "allow_csv_upload")) {
            if (database.at(key).asBoolean(false)) {
                findings.add(database, key, "lets people write to the warehouse", "write false");
            }
        }
    }

    private static void checkSource(Assets assets, Asset dataset, Findings findings) {
        if (!dataset.text("schema").equals("mart")) {
            findings.add(
                    dataset,
                    "schema",
                    "is «" + dataset.text("schema") + "»",
                    "write mart: dashboards see nothing else, and analysts may not");
        }
        if (!dataset.at("sql").isNull() && !dataset.at("sql").isMissingNode()) {
            findings.add(dataset, "sql", "makes up a table", "make it a mart, where it has comments and tests");
        }
        Optional<String> database = assets.find(AssetKind.DATABASE, dataset.text("database_uuid"))
                .map(asset -> ADDRESS.matcher(asset.text("sqlalchemy_uri")))
                .filter(Matcher::matches)
                .map(address -> address.group("database"));
        if (database.isPresent() && !database.get().equals(dataset.text("catalog"))) {
            findings.add(
                    dataset,
                    "catalog",
                    "is " + dataset.at("catalog"),
                    "write " + database.get() + ", or SQL Lab refuses people who may see this dataset alone");
        }
    }

    private static void checkNames(Asset dataset, String list, String key, Findings findings) {
        Set<String> names = new HashSet<>();
        for (String name : dataset.texts(list, key)) {
            if (!names.add(name)) {
                findings.add(dataset, list, "«" + name + "» stands twice", "keep one");
            }
        }
    }

    private static void checkMetrics(Asset dataset, Findings findings) {
        JsonNode metrics = dataset.at("metrics");
        for (int i = 0; i < metrics.size(); i++) {
            JsonNode metric = metrics.get(i);
            String path = "metrics[" + i + "]";
            String name = metric.path("metric_name").asString("");
            requireRussian(
                    dataset, path + ".verbose_name", metric.path("verbose_name"), "the label people see", findings);
            requireRussian(
                    dataset, path + ".description", metric.path("description"), "what «" + name + "» counts", findings);
            if (metric.path("d3format").asString("").isBlank()) {
                findings.add(
                        dataset,
                        path + ".d3format",
                        "«" + name + "» has no format",
                        "write ',d', ',.1f', '.1%' or the like");
            }
            if (dataset.texts("columns", "column_name").contains(name)) {
                findings.add(
                        dataset,
                        path + ".metric_name",
                        "«" + name + "» is also a column",
                        "give the metric another name: a chart that shows both fails");
            }
        }
    }

    private static void requireRussian(Asset asset, String path, JsonNode text, String what, Findings findings) {
        String shown = text.asString("");
        boolean missing = shown.isEmpty() && !path.endsWith("verbose_name") || text.isNull();
        boolean english =
                !NO_WORDS.matcher(shown).matches() && !CYRILLIC.matcher(shown).find();
        if (missing || english) {
            findings.add(asset, path, missing ? "is missing" : "is «" + shown + "»", "write in Russian " + what);
        }
    }
}
