package ru.orientir.dashboards.superset.lint;

import java.util.regex.Pattern;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.NativeFilter;
import tools.jackson.databind.JsonNode;

/** What people read is Russian: titles of charts, dashboards, tabs and filters, texts, axes. */
final class TitleRule implements Rule {

    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    @Override
    public void check(Assets assets, Findings findings) {
        for (Asset chart : assets.of(AssetKind.CHART)) {
            require(chart, "slice_name", chart.name(), findings);
            require(
                    chart,
                    "params.x_axis_title",
                    chart.at("params", "x_axis_title").asString(""),
                    findings);
            require(
                    chart,
                    "params.y_axis_title",
                    chart.at("params", "y_axis_title").asString(""),
                    findings);
            require(
                    chart,
                    "params.x_axis_label",
                    chart.at("params", "x_axis_label").asString(""),
                    findings);
            require(
                    chart,
                    "params.y_axis_label",
                    chart.at("params", "y_axis_label").asString(""),
                    findings);
            require(chart, "params.subheader", chart.at("params", "subheader").asString(""), findings);
        }
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            require(dashboard, "dashboard_title", dashboard.name(), findings);
            NativeFilter.of(dashboard)
                    .forEach(filter -> require(dashboard, filter.path("name"), filter.name(), findings));
            dashboard.at("position").properties().forEach(entry -> {
                JsonNode meta = entry.getValue().path("meta");
                String path = "position." + entry.getKey() + ".meta.";
                require(dashboard, path + "text", meta.path("text").asString(""), findings);
                require(dashboard, path + "code", meta.path("code").asString(""), findings);
                require(
                        dashboard,
                        path + "sliceNameOverride",
                        meta.path("sliceNameOverride").asString(""),
                        findings);
            });
        }
    }

    private static void require(Asset asset, String path, String text, Findings findings) {
        if (LETTER.matcher(text).find() && !CYRILLIC.matcher(text).find()) {
            String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
            findings.add(asset, path, "«" + shown + "» is not Russian", "write it in Russian");
        }
    }
}
