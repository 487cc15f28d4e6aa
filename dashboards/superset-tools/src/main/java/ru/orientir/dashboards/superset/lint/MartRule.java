package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.ChartQuery;
import ru.orientir.dashboards.superset.MartSchema;
import ru.orientir.dashboards.superset.NativeFilter;
import tools.jackson.databind.JsonNode;

/**
 * Datasets are what the migrated warehouse holds, column by column, described by the warehouse's own comments; and the warehouse can answer
 * every metric and every question of every chart.
 */
final class MartRule implements Rule {

    private static final String RENEW =
            "renew the datasets: mvn -pl dashboards/superset-tools -am test -Dtest=DatasetFilesTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Ddatasets.update=true";

    private final MartSchema schema;

    MartRule(MartSchema schema) {
        this.schema = schema;
    }

    @Override
    public void check(Assets assets, Findings findings) {
        Set<Asset> broken = new HashSet<>();
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            Map<String, MartSchema.Column> columns = schema.columns(dataset.name());
            if (columns.isEmpty()) {
                findings.add(
                        dataset, "table_name", "there is no mart." + dataset.name(), "mend the name, or add the mart");
                broken.add(dataset);
                continue;
            }
            checkColumns(dataset, columns, findings);
            checkExpressions(dataset, findings);
        }
        for (Asset chart : assets.of(AssetKind.CHART)) {
            assets.datasetOf(chart)
                    .filter(dataset -> !broken.contains(dataset))
                    .ifPresent(dataset -> checkQuestions(assets, chart, dataset, findings));
        }
    }

    private static void checkColumns(Asset dataset, Map<String, MartSchema.Column> columns, Findings findings) {
        Set<String> named = new HashSet<>();
        JsonNode items = dataset.at("columns");
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String name = item.path("column_name").asString("");
            String path = "columns[" + i + "]";
            named.add(name);
            MartSchema.Column column = columns.get(name);
            if (!item.path("expression").asString("").isBlank()) {
                continue;
            }
            if (column == null) {
                findings.add(dataset, path, "mart." + dataset.name() + " has no column «" + name + "»", RENEW);
                continue;
            }
            if (!item.path("type").asString("").equals(column.type())) {
                findings.add(
                        dataset, path + ".type", "is " + item.path("type") + ", the column is " + column.type(), RENEW);
            }
            if (item.path("is_dttm").asBoolean(false) != column.isTemporal()) {
                findings.add(dataset, path + ".is_dttm", "is " + item.path("is_dttm") + " for " + column.type(), RENEW);
            }
            if (!item.path("description").asString("").equals(column.comment())) {
                findings.add(
                        dataset,
                        path + ".description",
                        "«" + name + "» is described otherwise than in the warehouse",
                        RENEW);
            }
        }
        columns.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name ->
                        findings.add(dataset, "columns", "lack «" + name + "» of mart." + dataset.name(), RENEW));
    }

    private void checkExpressions(Asset dataset, Findings findings) {
        String from = " from mart.\"" + dataset.name() + "\"";
        checkExpressions(dataset, "metrics", from, findings);
        checkExpressions(dataset, "columns", from, findings);
    }

    private void checkExpressions(Asset dataset, String list, String from, Findings findings) {
        JsonNode items = dataset.at(list);
        for (int i = 0; i < items.size(); i++) {
            String expression = items.get(i).path("expression").asString("");
            String path = list + "[" + i + "].expression";
            if (!expression.isBlank()) {
                schema.refusal("select " + expression + from)
                        .ifPresent(refusal ->
                                findings.add(dataset, path, "the warehouse refuses it: " + refusal, "mend the SQL"));
            }
        }
    }

    private void checkQuestions(Assets assets, Asset chart, Asset dataset, Findings findings) {
        List<ChartQuery.Filter> defaults = new ArrayList<>();
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            NativeFilter.of(dashboard).stream()
                    .filter(filter -> filter.scope().contains(chart.uuid()))
                    .forEach(filter -> defaults.addAll(filter.defaults()));
        }
        for (ChartQuery query : ChartQuery.of(chart, dataset)) {
            if (!dataset.texts("metrics", "metric_name").containsAll(query.metrics())) {
                continue;
            }
            String sql = query.with(defaults).sql();
            schema.refusal(sql)
                    .ifPresent(refusal -> findings.add(
                            chart,
                            "params",
                            "the warehouse refuses its question: " + refusal,
                            "mend it; it is " + sql));
        }
    }
}
