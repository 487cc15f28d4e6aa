package ru.orientir.dashboards.superset.lint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import tools.jackson.databind.JsonNode;

/**
 * Keys as Superset 6.1 takes them: an unknown one, a missing one or one of another type makes the whole import fail, mostly with "unknown
 * reason". Some that Superset could do without are asked for as well, since it fails later or loses something without them.
 */
final class KeyRule implements Rule {

    /** Key and type; {@code !} must be there, {@code ?} may be null. */
    private static final Map<AssetKind, Map<String, String>> KEYS = Map.of(
            AssetKind.DATABASE,
                    keys("database_name text!, sqlalchemy_uri text!, uuid text!, version text!, extra object!,"
                            + " cache_timeout number?, expose_in_sqllab boolean, allow_run_async boolean,"
                            + " allow_ctas boolean, allow_cvas boolean, allow_dml boolean, allow_csv_upload boolean!,"
                            + " impersonate_user boolean, is_managed_externally boolean?, external_url text?,"
                            + " configuration_method text?"),
            AssetKind.DATASET,
                    keys("table_name text!, uuid text!, version text!, database_uuid text!, schema text!,"
                            + " catalog text!, sql text?!, columns list!, metrics list!, main_dttm_col text?,"
                            + " currency_code_column text?, description text?, default_endpoint text?, offset number,"
                            + " cache_timeout number?, source_db_engine text?, params object?, template_params object?,"
                            + " filter_select_enabled boolean, fetch_values_predicate text?, extra object?,"
                            + " is_managed_externally boolean?, external_url text?, normalize_columns boolean,"
                            + " always_filter_main_dttm boolean, folders list?"),
            AssetKind.CHART,
                    keys("slice_name text!, viz_type text!, uuid text!, version text!, dataset_uuid text!,"
                            + " params object!, query_context text?, description text?, certified_by text?,"
                            + " certification_details text?, cache_timeout number?, is_managed_externally boolean?,"
                            + " external_url text?, tags list?"),
            AssetKind.DASHBOARD,
                    keys("dashboard_title text!, uuid text!, version text!, position object!, metadata object!,"
                            + " slug text!, published boolean!, description text?, css text?,"
                            + " is_managed_externally boolean?, external_url text?, certified_by text?,"
                            + " certification_details text?, tags list?, theme_uuid text?, theme_id number?"));

    private static final Map<String, String> COLUMN =
            keys("column_name text!, verbose_name text?!, type text!, is_dttm boolean!, is_active boolean!,"
                    + " groupby boolean!, filterable boolean!, expression text?, description text?!,"
                    + " python_date_format text?, datetime_format text?, advanced_data_type text?, extra object?");

    private static final Map<String, String> METRIC =
            keys("metric_name text!, expression text!, verbose_name text?!, d3format text?!, description text?!,"
                    + " metric_type text?, currency object?, extra object?, warning_text text?");

    private static Map<String, String> keys(String list) {
        Map<String, String> keys = new LinkedHashMap<>();
        Arrays.stream(list.split(", *")).map(entry -> entry.split(" ")).forEach(entry -> keys.put(entry[0], entry[1]));
        return keys;
    }

    @Override
    public void check(Assets assets, Findings findings) {
        for (Asset asset : assets.all()) {
            check(asset, "", asset.content(), KEYS.get(asset.kind()), findings);
            if (!asset.text("version").equals("1.0.0")) {
                findings.add(asset, "version", "is «" + asset.text("version") + "»", "write 1.0.0");
            }
            if (asset.kind() == AssetKind.DATASET) {
                checkItems(asset, "columns", COLUMN, findings);
                checkItems(asset, "metrics", METRIC, findings);
            }
        }
    }

    private static void checkItems(Asset asset, String list, Map<String, String> keys, Findings findings) {
        JsonNode items = asset.at(list);
        for (int i = 0; i < items.size(); i++) {
            check(asset, list + "[" + i + "]", items.get(i), keys, findings);
        }
    }

    private static void check(Asset asset, String path, JsonNode content, Map<String, String> keys, Findings findings) {
        String prefix = path.isEmpty() ? "" : path + ".";
        content.properties().forEach(entry -> {
            String key = entry.getKey();
            String rule = keys.get(key);
            if (rule == null) {
                findings.add(
                        asset,
                        prefix + key,
                        "is a key that Superset refuses in a " + asset.kind().word(),
                        remedyForUnknown(key));
            } else if (!isOfType(entry.getValue(), rule)) {
                findings.add(
                        asset,
                        prefix + key,
                        "is " + shown(entry.getValue()),
                        "write a " + rule.replaceAll("[?!]", "") + (rule.contains("?") ? " or null" : ""));
            }
        });
        keys.forEach((key, rule) -> {
            if (rule.contains("!") && !content.has(key)) {
                findings.add(
                        asset,
                        prefix + key,
                        "is missing",
                        "add it" + (rule.contains("?") ? ", null where there is nothing to say" : ""));
            }
        });
    }

    private static String remedyForUnknown(String key) {
        return switch (key) {
            case "roles" -> "name the dashboard's roles in rights.yaml";
            case "password" -> "never keep a password here; give it when importing";
            default -> "delete it, or mend its spelling";
        };
    }

    private static boolean isOfType(JsonNode value, String rule) {
        if (value.isNull()) {
            return rule.contains("?");
        }
        return switch (rule.replaceAll("[?!]", "")) {
            case "text" -> value.isString();
            case "number" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            default -> value.isArray();
        };
    }

    private static String shown(JsonNode value) {
        String text = value.isString() ? "«" + value.asString() + "»" : value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
