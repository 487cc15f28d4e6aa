package ru.orientir.dashboards.superset.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Bundle;
import ru.orientir.dashboards.superset.SupersetException;

/** What a Superset holds of ours, in its own words: the assets known here, and what people have added to them in the browser. */
final class SupersetExport {

    private SupersetExport() {}

    /**
     * Asks for everything and keeps what is ours: the known assets, charts that were put on a known dashboard, and published dashboards
     * that show our datasets, with their charts. What somebody tries for himself is left alone.
     */
    static Assets of(SupersetClient superset, Assets known) {
        Assets everything = unpack(superset.getBytes("/api/v1/assets/export/"));
        Set<String> ours = new HashSet<>();
        known.all().forEach(asset -> ours.add(asset.uuid()));
        List<Asset> kept = new ArrayList<>();
        Set<String> databases = new HashSet<>();
        known.of(AssetKind.DATABASE).forEach(database -> databases.add(database.uuid()));
        for (Asset dashboard : everything.of(AssetKind.DASHBOARD)) {
            boolean isNewOne = dashboard.at("published").asBoolean(false)
                    && everything.chartsOn(dashboard).stream().anyMatch(chart -> isOn(everything, chart, databases));
            if (ours.contains(dashboard.uuid()) || isNewOne) {
                kept.add(dashboard);
                everything.chartsOn(dashboard).stream()
                        .filter(chart -> isOn(everything, chart, databases))
                        .forEach(chart -> {
                            ours.add(chart.uuid());
                            everything.datasetOf(chart).ifPresent(dataset -> ours.add(dataset.uuid()));
                        });
            }
        }
        everything.all().stream()
                .filter(asset -> asset.kind() != AssetKind.DASHBOARD && ours.contains(asset.uuid()))
                .forEach(kept::add);
        return new Assets(kept);
    }

    private static boolean isOn(Assets everything, Asset chart, Set<String> databases) {
        return everything
                .datasetOf(chart)
                .filter(dataset -> databases.contains(dataset.text("database_uuid")))
                .isPresent();
    }

    private static Assets unpack(byte[] zip) {
        Assets.Reading reading = Bundle.read(zip);
        if (!reading.findings().isEmpty()) {
            throw new SupersetException("Cannot read what Superset exported: " + reading.findings());
        }
        return reading.assets();
    }
}
