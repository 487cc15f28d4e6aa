package ru.orientir.dashboards.superset.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;

/** Nothing stands twice: ids, tables, slugs, titles, charts that are alike. */
final class IdentityRule implements Rule {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public void check(Assets assets, Findings findings) {
        Map<String, Asset> uuids = new HashMap<>();
        Map<String, Asset> names = new HashMap<>();
        Map<String, Asset> slugs = new HashMap<>();
        Map<String, Asset> drawings = new HashMap<>();
        for (Asset asset : assets.all()) {
            if (!UUID.matcher(asset.uuid()).matches()) {
                findings.add(
                        asset,
                        "uuid",
                        "is «" + asset.uuid() + "»",
                        "write a UUID in small letters, such as " + java.util.UUID.randomUUID());
            }
            Asset same = uuids.putIfAbsent(asset.uuid(), asset);
            if (same != null) {
                findings.add(asset, "uuid", "is that of " + same.file(), "give the newer one a UUID of its own");
            }
            same = names.putIfAbsent(asset.kind() + " " + asset.name(), asset);
            if (same != null) {
                findings.add(
                        asset,
                        asset.kind().nameKey(),
                        "«" + asset.name() + "» is that of " + same.file(),
                        asset.kind() == AssetKind.DATASET
                                ? "keep one dataset for a table: Superset's metadata allow one"
                                : "name it so that people can tell one from the other");
            }
            if (asset.kind() == AssetKind.DASHBOARD) {
                same = slugs.putIfAbsent(asset.text("slug"), asset);
                if (same != null) {
                    findings.add(asset, "slug", "is that of " + same.file(), "give it a slug of its own");
                }
            }
            if (asset.kind() == AssetKind.CHART) {
                same = drawings.putIfAbsent(asset.text("dataset_uuid") + asset.at("params"), asset);
                if (same != null) {
                    findings.add(asset, "params", "are those of " + same.file(), "keep one chart and place it twice");
                }
            }
        }
    }
}
