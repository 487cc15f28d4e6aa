package ru.orientir.dashboards.superset.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.warehouse.CodeNames;
import ru.orientir.warehouse.CodeNames.CodeName;
import ru.orientir.warehouse.ReferenceTable;
import tools.jackson.databind.JsonNode;

/**
 * Superset asks for the words and colours of codes in its files; here they may only be those of the reference data, since a word that
 * no mart shows colours nothing, in silence.
 */
final class WordRule implements Rule {

    private static final Pattern VERDICT = Pattern.compile("\\bverdict = '(\\w+)'");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");

    private final Map<String, CodeName> verdicts;
    private final Map<String, CodeName> series;
    private final List<CodeName> named;
    private final Set<String> words;

    /**
     * @param names what people read in place of codes
     * @param references reference data; the names in it are values of marts
     */
    WordRule(CodeNames names, List<ReferenceTable> references) {
        verdicts = names.of("verdict");
        series = names.of("series");
        named = names.lists().values().stream()
                .flatMap(list -> list.values().stream())
                .toList();
        words = references.stream()
                .filter(table -> table.header().contains("name_ru"))
                .flatMap(table ->
                        table.rows().stream().map(row -> row.get(table.header().indexOf("name_ru"))))
                .collect(Collectors.toCollection(HashSet::new));
        named.forEach(name -> words.add(name.name()));
    }

    @Override
    public void check(Assets assets, Findings findings) {
        Map<String, CodeName> verdictOfMetric = new HashMap<>();
        Set<String> labels = new HashSet<>();
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            checkMetrics(dataset, verdictOfMetric, labels, findings);
        }
        for (Asset chart : assets.of(AssetKind.CHART)) {
            checkConditions(chart, findings);
        }
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            checkColours(dashboard, verdictOfMetric, labels, findings);
        }
    }

    /** A metric of one verdict bears its name. */
    private void checkMetrics(
            Asset dataset, Map<String, CodeName> verdictOfMetric, Set<String> labels, Findings findings) {
        JsonNode metrics = dataset.at("metrics");
        for (int i = 0; i < metrics.size(); i++) {
            String label = metrics.get(i).path("verbose_name").asString("");
            labels.add(label);
            Matcher filter = VERDICT.matcher(metrics.get(i).path("expression").asString(""));
            if (!filter.find()) {
                continue;
            }
            String path = "metrics[" + i + "].";
            CodeName verdict = verdicts.get(filter.group(1));
            if (verdict == null) {
                findings.add(
                        dataset,
                        path + "expression",
                        "asks for an unknown verdict «" + filter.group(1) + "»",
                        "use one of " + verdicts.keySet());
                continue;
            }
            verdictOfMetric.put(metrics.get(i).path("metric_name").asString(""), verdict);
            if (!label.toLowerCase(Locale.ROOT).equals(verdict.name())) {
                findings.add(dataset, path + "verbose_name", "is «" + label + "»", write(verdict.name()));
            }
        }
    }

    /** A cell that is coloured by its word has a word that occurs, on the colour of that word. */
    private void checkConditions(Asset chart, Findings findings) {
        JsonNode conditions = chart.at("params", "conditional_formatting");
        for (int i = 0; i < conditions.size(); i++) {
            JsonNode word = conditions.get(i).path("targetValue");
            if (!word.isString()) {
                continue;
            }
            String path = "params.conditional_formatting[" + i + "].";
            List<String> tints = named.stream()
                    .filter(name -> name.name().equals(word.asString()) && name.tint() != null)
                    .map(CodeName::tint)
                    .distinct()
                    .toList();
            String colour = conditions.get(i).path("colorScheme").asString("");
            if (tints.isEmpty()) {
                findings.add(
                        chart,
                        path + "targetValue",
                        "«" + word.asString() + "» names no code that has a light colour",
                        "use a name of code_name.csv that has a tint there");
            } else if (!tints.contains(colour)) {
                findings.add(chart, path + "colorScheme", "is " + colour, write(tints.get(0)));
            }
        }
    }

    /** Series have the colours of their codes; one called by a word has a word that occurs. */
    private void checkColours(
            Asset dashboard, Map<String, CodeName> verdictOfMetric, Set<String> labels, Findings findings) {
        dashboard.at("metadata", "label_colors").properties().forEach(entry -> {
            String label = entry.getKey();
            String path = "metadata.label_colors." + label;
            List<String> colours = named.stream()
                    .filter(name -> name.name().equals(label)
                            || name.equals(verdictOfMetric.get(label))
                            || name.equals(series.get(label)))
                    .map(CodeName::colour)
                    .filter(colour -> colour != null)
                    .distinct()
                    .toList();
            if (!colours.isEmpty() && !colours.contains(entry.getValue().asString(""))) {
                findings.add(dashboard, path, "is " + entry.getValue().asString(""), write(colours.get(0)));
            }
            String metric = label.replaceFirst(", [^,]*$", "");
            if (CYRILLIC.matcher(label).find()
                    && !words.contains(label)
                    && !labels.contains(label)
                    && !labels.contains(metric)) {
                findings.add(
                        dashboard,
                        path,
                        "is called by no word of the reference data and by no metric",
                        "use the name that the mart shows");
            }
        });
    }

    private static String write(String expected) {
        return "write " + expected + ", as code_name.csv has it";
    }
}
