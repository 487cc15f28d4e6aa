package ru.orientir.dashboards.superset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a chart asks of its mart: the same question as SQL for the warehouse and as a body for Superset's {@code /api/v1/chart/data}.
 * Sorting and what the browser makes of the rows afterwards are left out.
 *
 * @param isRaw rows as they are; otherwise one row for each combination of the columns
 */
public record ChartQuery(
        Asset chart,
        Asset dataset,
        boolean isRaw,
        List<String> columns,
        List<String> metrics,
        List<Filter> filters,
        List<String> conditions,
        int rowLimit) {

    private static final Map<String, String> OPERATORS =
            Map.of("==", "=", "!=", "<>", "LIKE", "like", "ILIKE", "ilike", ">", ">", "<", "<", ">=", ">=", "<=", "<=");

    /** A simple condition: a column, an operator of Superset's, and a value or several. */
    public record Filter(String column, String operator, JsonNode value) {

        /** A condition as charts and filters hold it. */
        static Filter of(JsonNode condition) {
            return new Filter(
                    condition.path("subject").asString(""),
                    condition.path("operator").asString(""),
                    condition.path("comparator"));
        }

        /** The values, one or several. */
        public List<JsonNode> values() {
            List<JsonNode> values = new ArrayList<>();
            if (value.isArray()) {
                value.forEach(values::add);
            } else if (!value.isMissingNode() && !value.isNull()) {
                values.add(value);
            }
            return values;
        }
    }

    /** The questions of a chart. */
    public static List<ChartQuery> of(Asset chart, Asset dataset) {
        List<ChartQuery> queries = new ArrayList<>();
        for (ChartFields fields : ChartFields.of(chart)) {
            List<Filter> filters = new ArrayList<>();
            List<String> conditions = new ArrayList<>();
            for (JsonNode filter : fields.filters()) {
                if (filter.path("expressionType").asString("").equals("SQL")) {
                    conditions.add(filter.path("sqlExpression").asString(""));
                } else if (!filter.path("operator").asString("").equals("TEMPORAL_RANGE")) {
                    filters.add(Filter.of(filter));
                }
            }
            queries.add(new ChartQuery(
                    chart,
                    dataset,
                    fields.isRaw(),
                    names(fields.columns()),
                    names(fields.metrics()),
                    filters,
                    conditions,
                    fields.rowLimit()));
        }
        return queries;
    }

    private static List<String> names(List<ChartFields.Field> fields) {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        return List.copyOf(names);
    }

    /** The same question with further filters on top. */
    public ChartQuery with(List<Filter> more) {
        List<Filter> all = new ArrayList<>(filters);
        all.addAll(more);
        return new ChartQuery(chart, dataset, isRaw, columns, metrics, all, conditions, rowLimit);
    }

    /** The question as PostgreSQL understands it. */
    public String sql() {
        StringJoiner selected = new StringJoiner(", ");
        columns.forEach(column -> selected.add(expression(column)));
        metrics.forEach(metric -> selected.add(metricExpression(metric)));
        StringBuilder sql = new StringBuilder("select ")
                .append(selected)
                .append(" from ")
                .append(quoted(dataset.text("schema")))
                .append('.')
                .append(quoted(dataset.text("table_name")));
        StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
        filters.forEach(filter -> where.add(condition(filter)));
        conditions.forEach(condition -> where.add("(" + condition + ")"));
        sql.append(where);
        if (!isRaw && !columns.isEmpty()) {
            StringJoiner groups = new StringJoiner(", ", " group by ", "");
            columns.forEach(column -> groups.add(expression(column)));
            sql.append(groups);
        }
        return sql.append(" limit ").append(rowLimit).toString();
    }

    /** The question as a body for {@code /api/v1/chart/data}. */
    public ObjectNode body(int datasetId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("datasource").put("id", datasetId).put("type", "table");
        body.put("result_format", "json").put("result_type", "full").put("force", true);
        ObjectNode query = body.putArray("queries").addObject();
        columns.forEach(query.putArray("columns")::add);
        if (!isRaw) {
            metrics.forEach(query.putArray("metrics")::add);
        }
        ArrayNode simple = query.putArray("filters");
        for (Filter filter : filters) {
            ObjectNode entry = simple.addObject().put("col", filter.column()).put("op", filter.operator());
            if (!filter.value().isMissingNode()) {
                entry.set("val", filter.value());
            }
        }
        if (!conditions.isEmpty()) {
            query.putObject("extras").put("where", "(" + String.join(") AND (", conditions) + ")");
        }
        query.put("row_limit", rowLimit);
        return body;
    }

    private String expression(String column) {
        for (JsonNode candidate : dataset.at("columns")) {
            String expression = candidate.path("expression").asString("");
            if (candidate.path("column_name").asString("").equals(column) && !expression.isBlank()) {
                return "(" + expression + ")";
            }
        }
        return quoted(column);
    }

    private String metricExpression(String metric) {
        for (JsonNode candidate : dataset.at("metrics")) {
            if (candidate.path("metric_name").asString("").equals(metric)) {
                return candidate.path("expression").asString("");
            }
        }
        throw new SupersetException("Cannot ask for metric " + metric + " of " + chart.file() + ": " + dataset.file()
                + " has no such metric");
    }

    private String condition(Filter filter) {
        String column = expression(filter.column());
        List<String> values = filter.values().stream().map(ChartQuery::literal).toList();
        return switch (filter.operator()) {
            case "IN" -> column + " in (" + String.join(", ", values) + ")";
            case "NOT IN" -> column + " not in (" + String.join(", ", values) + ")";
            case "IS NULL" -> column + " is null";
            case "IS NOT NULL" -> column + " is not null";
            default -> {
                String operator = OPERATORS.get(filter.operator());
                if (operator == null || values.size() != 1) {
                    throw new SupersetException("Cannot ask with filter " + filter.column() + " " + filter.operator()
                            + " of " + chart.file() + ": the operator is not known, or has not one value");
                }
                yield column + " " + operator + " " + values.get(0);
            }
        };
    }

    private static String literal(JsonNode value) {
        return value.isNumber() || value.isBoolean()
                ? value.asString()
                : "'" + value.asString("").replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
