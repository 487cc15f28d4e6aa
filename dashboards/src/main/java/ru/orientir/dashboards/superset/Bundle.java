package ru.orientir.dashboards.superset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import ru.orientir.dashboards.StableArchive;

/**
 * The ZIP that {@code /api/v1/assets/import/} takes: one root folder, {@code metadata.yaml} and the assets. The same assets give the
 * same bytes on any machine.
 */
public final class Bundle {

    private static final String ROOT = "orientir/";
    private static final String METADATA = "version: 1.0.0\ntype: assets\n";
    /** No moment of ours: the earliest that a ZIP can tell. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Bundle() {}

    /** The bundle of some assets. */
    public static byte[] of(Assets assets) {
        Map<String, String> entries = new TreeMap<>();
        entries.put("metadata.yaml", METADATA);
        assets.all().forEach(asset -> entries.put(asset.file(), AssetYaml.dump(asset.content())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StableArchive archive = new StableArchive(bytes, NO_TIME).uncompressed()) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                archive.add(
                        ROOT + entry.getKey(),
                        new ByteArrayInputStream(entry.getValue().getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new SupersetException("Cannot make the bundle: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }
}
