package ru.orientir.dashboards.superset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

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
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Uncompressed, so that the bytes do not depend on the version of the compressor.
            zip.setLevel(0);
            for (Map.Entry<String, String> file : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(ROOT + file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new SupersetException("Cannot make the bundle: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** The assets of a ZIP with one root folder, one of ours or an export; a file that cannot be read becomes a finding. */
    public static Assets.Reading read(byte[] bundle) {
        List<Asset> assets = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String file = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Optional<AssetKind> kind = AssetKind.of(file);
                if (kind.isPresent()) {
                    String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    try {
                        assets.add(new Asset(file, kind.get(), AssetYaml.parse(file, text)));
                    } catch (AssetYaml.UnreadableException e) {
                        findings.add(e.finding());
                    }
                }
            }
        } catch (IOException e) {
            throw new SupersetException("Cannot unpack the bundle: " + e.getMessage(), e);
        }
        return new Assets.Reading(new Assets(assets), findings);
    }
}
