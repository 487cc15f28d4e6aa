package ru.orientir.dashboards.superset.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Bundle;
import ru.orientir.dashboards.superset.Finding;
import ru.orientir.dashboards.superset.SupersetException;
import ru.orientir.dashboards.superset.lint.BundleLint;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a bundle. Superset answers any bad one with "unknown reason"; the same bundle sent as a dashboard is never imported, but its
 * files are looked at one by one, and that is where the reasons come from. It knows no references; where it finds nothing, the lint tells
 * what it sees.
 */
public final class BundleImport {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE_NAME = "orientir.zip";

    private final SupersetClient superset;

    public BundleImport(SupersetClient superset) {
        this.superset = superset;
    }

    /**
     * Imports all or nothing.
     *
     * @param bundle the ZIP
     * @param passwords password by file of the bundle: {@code databases/warehouse.yaml}
     * @throws SupersetException telling file, key and reason, as far as Superset tells them
     */
    public void send(byte[] bundle, Map<String, String> passwords) {
        ObjectNode byFile = SupersetClient.object();
        passwords.forEach(byFile::put);
        try {
            superset.postFile(
                    "/api/v1/assets/import/", "bundle", FILE_NAME, bundle, Map.of("passwords", byFile.toString()));
        } catch (SupersetClient.RefusedException e) {
            List<String> reasons = reasons(bundle, byFile);
            if (reasons.isEmpty()) {
                reasons = findings(bundle);
            }
            if (reasons.isEmpty()) {
                reasons = tablesOfOthers(bundle);
            }
            throw new SupersetException(
                    "Superset did not import the bundle; nothing has changed there.\n"
                            + (reasons.isEmpty() ? noReason(e) : String.join("\n", reasons)),
                    e);
        }
    }

    private List<String> reasons(byte[] bundle, JsonNode passwords) {
        List<String> reasons = new ArrayList<>();
        try {
            superset.postFile(
                    "/api/v1/dashboard/import/",
                    "formData",
                    FILE_NAME,
                    bundle,
                    Map.of("passwords", passwords.toString(), "overwrite", "true"));
        } catch (SupersetClient.RefusedException e) {
            for (JsonNode error : body(e).path("errors")) {
                Map<String, JsonNode> files = new TreeMap<>();
                error.path("extra").properties().forEach(entry -> files.put(entry.getKey(), entry.getValue()));
                files.forEach((file, fields) -> {
                    if (file.endsWith(".yaml") && !file.endsWith("metadata.yaml")) {
                        collect(file, "", fields, reasons);
                    }
                });
            }
        }
        return reasons;
    }

    private static List<String> findings(byte[] bundle) {
        Assets.Reading reading = Bundle.read(bundle);
        List<Finding> findings = new ArrayList<>(reading.findings());
        if (findings.isEmpty()) {
            findings.addAll(BundleLint.check(reading.assets()));
        }
        return findings.stream().map(Finding::toString).toList();
    }

    /** With SQLite metadata, a table can be a dataset once only, whatever its database. */
    private List<String> tablesOfOthers(byte[] bundle) {
        Map<String, String> uuids = new TreeMap<>();
        superset.list("/api/v1/dataset/")
                .forEach(dataset -> uuids.put(
                        dataset.path("table_name").asString(""),
                        dataset.path("uuid").asString("")));
        return Bundle.read(bundle).assets().of(AssetKind.DATASET).stream()
                .filter(dataset ->
                        !uuids.getOrDefault(dataset.name(), dataset.uuid()).equals(dataset.uuid()))
                .map(dataset -> dataset.file() + ": table_name: Superset has a dataset " + dataset.name()
                        + " under another UUID, " + uuids.get(dataset.name())
                        + "; delete that one, or use its UUID: with SQLite as its own database Superset allows one")
                .toList();
    }

    private static void collect(String file, String path, JsonNode reason, List<String> reasons) {
        if (reason.isObject()) {
            reason.properties()
                    .forEach(entry -> collect(
                            file,
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            entry.getValue(),
                            reasons));
            return;
        }
        List<String> texts = new ArrayList<>();
        if (reason.isArray()) {
            reason.forEach(text -> texts.add(text.asString(text.toString())));
        } else {
            texts.add(reason.asString(reason.toString()));
        }
        String text = String.join(" ", texts);
        if (!text.contains("already exists")) {
            reasons.add(file + ": " + (path.isEmpty() ? "" : path + ": ") + text);
        }
    }

    private static JsonNode body(SupersetClient.RefusedException refusal) {
        try {
            return JSON.readTree(refusal.body());
        } catch (JacksonException e) {
            return JSON.nullNode();
        }
    }

    private static String noReason(SupersetClient.RefusedException refusal) {
        return "It gives no reason but " + refusal.status() + " " + message(refusal) + "; look into Superset's log.";
    }

    private static String message(SupersetClient.RefusedException refusal) {
        JsonNode body = body(refusal);
        String message = body.path("message")
                .asString(body.path("errors").path(0).path("message").asString(""));
        return message.isEmpty() ? "" : "«" + message + "»";
    }
}
