package ru.orientir.dashboards.superset.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.AssetYaml;
import ru.orientir.dashboards.superset.Assets;
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
        List<Asset> assets = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String file = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Optional<AssetKind> kind = AssetKind.of(file);
                if (kind.isPresent()) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    assets.add(new Asset(file, kind.get(), AssetYaml.parse(file, text)));
                }
            }
        } catch (IOException e) {
            throw new SupersetException("Cannot unpack what Superset exported: " + e.getMessage(), e);
        } catch (AssetYaml.UnreadableException e) {
            throw new SupersetException("Cannot read what Superset exported: " + e.getMessage(), e);
        }
        return new Assets(assets);
    }
}
