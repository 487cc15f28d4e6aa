package ru.orientir.dashboards.superset.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.NativeFilter;

/**
 * References hold both ways: what is pointed to is in the bundle, what is in the bundle is pointed to. Superset drops a missing chart and
 * the rest of its row in silence; a missing dataset is an "unknown reason".
 */
final class ReferenceRule implements Rule {

    @Override
    public void check(Assets assets, Findings findings) {
        Set<String> used = new HashSet<>();
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            require(
                    assets,
                    dataset,
                    "database_uuid",
                    dataset.text("database_uuid"),
                    AssetKind.DATABASE,
                    used,
                    findings);
        }
        for (Asset chart : assets.of(AssetKind.CHART)) {
            require(assets, chart, "dataset_uuid", chart.text("dataset_uuid"), AssetKind.DATASET, used, findings);
        }
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            dashboard.at("position").properties().forEach(entry -> {
                if (entry.getValue().path("type").asString("").equals("CHART")) {
                    require(
                            assets,
                            dashboard,
                            "position." + entry.getKey() + ".meta.uuid",
                            entry.getValue().path("meta").path("uuid").asString(""),
                            AssetKind.CHART,
                            used,
                            findings);
                }
            });
            for (NativeFilter filter : NativeFilter.of(dashboard)) {
                if (filter.hasColumn()) {
                    require(
                            assets,
                            dashboard,
                            filter.path("targets[0].datasetUuid"),
                            filter.datasetUuid(),
                            AssetKind.DATASET,
                            used,
                            findings);
                }
            }
        }
        for (AssetKind kind : List.of(AssetKind.DATABASE, AssetKind.DATASET, AssetKind.CHART)) {
            for (Asset asset : assets.of(kind)) {
                if (!used.contains(asset.uuid())) {
                    findings.add(asset, "", "is used by nothing", "use it, or delete the file");
                }
            }
        }
    }

    private static void require(
            Assets assets, Asset from, String path, String uuid, AssetKind kind, Set<String> used, Findings findings) {
        used.add(uuid);
        if (assets.find(kind, uuid).isEmpty()) {
            findings.add(
                    from,
                    path,
                    "there is no " + kind.word() + " with UUID «" + uuid + "»",
                    "add its file to " + kind.folder() + "/, or point to another");
        }
    }
}
