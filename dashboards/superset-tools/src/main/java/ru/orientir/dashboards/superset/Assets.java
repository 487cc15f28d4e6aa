package ru.orientir.dashboards.superset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * All assets of a folder or of an export, sorted by file.
 *
 * @param all the assets
 */
public record Assets(List<Asset> all) {

    public Assets {
        all = all.stream().sorted(java.util.Comparator.comparing(Asset::file)).toList();
    }

    /** What a folder holds, and what is wrong with the files that cannot be read. */
    public record Reading(Assets assets, List<Finding> findings) {}

    /** Reads every YAML file under the four folders of assets; a file that cannot be read becomes a finding. */
    public static Reading read(Path folder) {
        List<Asset> assets = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (AssetKind kind : AssetKind.values()) {
            for (Path file : files(folder.resolve(kind.folder()))) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (AssetKind.of(name).isEmpty()) {
                    findings.add(new Finding(
                            name, "", "is not a .yaml file", "rename it to .yaml, or move it out of the folder"));
                    continue;
                }
                try {
                    assets.add(new Asset(name, kind, AssetYaml.parse(name, Files.readString(file))));
                } catch (AssetYaml.UnreadableException e) {
                    findings.add(e.finding());
                } catch (IOException e) {
                    findings.add(new Finding(name, "", "cannot be read: " + e.getMessage(), "save it as UTF-8"));
                }
            }
        }
        return new Reading(new Assets(assets), findings);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new SupersetException("Cannot read the assets in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The assets of a kind, by file. */
    public List<Asset> of(AssetKind kind) {
        return all.stream().filter(asset -> asset.kind() == kind).toList();
    }

    /** The asset of a kind and id. */
    public Optional<Asset> find(AssetKind kind, String uuid) {
        return all.stream()
                .filter(asset -> asset.kind() == kind && asset.uuid().equals(uuid))
                .findFirst();
    }

    /** The dataset a chart draws. */
    public Optional<Asset> datasetOf(Asset chart) {
        return find(AssetKind.DATASET, chart.text("dataset_uuid"));
    }

    /** The charts that stand in a dashboard's layout, without those that the assets lack. */
    public List<Asset> chartsOn(Asset dashboard) {
        Set<String> uuids = new LinkedHashSet<>();
        for (JsonNode item : dashboard.at("position")) {
            if (item.path("type").asString("").equals("CHART")) {
                uuids.add(item.path("meta").path("uuid").asString(""));
            }
        }
        return uuids.stream()
                .flatMap(uuid -> find(AssetKind.CHART, uuid).stream())
                .toList();
    }
}
