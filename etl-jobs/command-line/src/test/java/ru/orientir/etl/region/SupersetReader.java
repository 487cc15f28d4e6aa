package ru.orientir.etl.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.ChartQuery;
import ru.orientir.dashboards.superset.server.SupersetClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who is logged in to Superset and asks its API for data. */
final class SupersetReader {

    private static final JsonMapper JSON = new JsonMapper();

    private final SupersetClient superset;

    SupersetReader(SupersetClient superset) {
        this.superset = superset;
    }

    /** An answer: rows, or why there are none. */
    record Answer(int status, String text, List<JsonNode> rows) {

        boolean isRefused() {
            return status >= 400;
        }

        /** Different values of a column. */
        Set<String> values(String column) {
            Set<String> values = new TreeSet<>();
            rows.forEach(row -> values.add(row.path(column).asString("null")));
            return values;
        }
    }

    /** Asks what a chart asks. */
    Answer ask(ChartQuery query, int datasetId) {
        return data(query.body(datasetId));
    }

    /** Asks {@code /api/v1/chart/data} for columns of a dataset. {@code more} is JSON that goes into the question. */
    Answer ask(int datasetId, List<String> columns, String more) {
        ObjectNode body = SupersetClient.object();
        body.putObject("datasource").put("id", datasetId).put("type", "table");
        ObjectNode query = body.putArray("queries").addObject();
        columns.forEach(query.putArray("columns")::add);
        query.put("row_limit", 10_000);
        JSON.readTree(more).properties().forEach(entry -> {
            if (entry.getKey().equals("result_type")) {
                body.set("result_type", entry.getValue());
            } else {
                query.set(entry.getKey(), entry.getValue());
            }
        });
        return data(body);
    }

    private Answer data(ObjectNode body) {
        return answer(() -> superset.post("/api/v1/chart/data", body), "result");
    }

    Answer sql(int databaseId, String sql) {
        ObjectNode body = SupersetClient.object()
                .put("database_id", databaseId)
                .put("sql", sql)
                .put("schema", "mart")
                .put("runAsync", false)
                .put("queryLimit", 1000)
                .put("client_id", Long.toHexString(System.nanoTime()).substring(0, 10));
        return answer(() -> superset.post("/api/v1/sqllab/execute/", body), "data");
    }

    Answer get(String path) {
        return answer(() -> superset.get(path), "result");
    }

    Answer post(String path, JsonNode body) {
        return answer(() -> superset.post(path, body), "result");
    }

    Answer put(String path, JsonNode body) {
        return answer(() -> superset.put(path, body), "result");
    }

    private interface Request {
        JsonNode send();
    }

    private static Answer answer(Request request, String rowsKey) {
        JsonNode body;
        try {
            body = request.send();
        } catch (SupersetClient.RefusedException e) {
            return new Answer(e.status(), e.body(), List.of());
        }
        List<JsonNode> rows = new ArrayList<>();
        JsonNode result = body.path(rowsKey);
        // An answer to questions has a list of rows for each; others have the rows themselves.
        boolean hasQuestions = result.isArray() && result.path(0).has("data");
        if (hasQuestions) {
            for (JsonNode question : result) {
                question.path("data").forEach(rows::add);
                if (!question.path("error").isNull() && !question.path("error").isMissingNode()) {
                    return new Answer(500, question.path("error").asString(), rows);
                }
            }
        } else if (result.isObject() && result.has("data")) {
            result.path("data").forEach(rows::add);
        } else {
            result.forEach(rows::add);
        }
        return new Answer(200, body.toString(), rows);
    }

    /** Superset's number for a dataset of ours, as the administrator knows it. */
    static int datasetId(SupersetClient administrator, Asset dataset) {
        return administrator.list("/api/v1/dataset/").stream()
                .filter(found -> found.path("uuid").asString("").equals(dataset.uuid()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Superset has no " + dataset.file()))
                .path("id")
                .asInt();
    }
}
