package ru.orientir.dashboards.superset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.dashboards.superset.server.WarehouseAddress;

class BundleTest {

    @TempDir
    private Path folder;

    @Test
    void theSameFilesGiveTheSameBytesWheneverAndInWhateverOrderTheyWereWritten() throws IOException {
        byte[] first = Bundle.of(new AssetFolder(folder.resolve("one")).assets());
        AssetFolder other = new AssetFolder(folder.resolve("другая папка"));
        Files.setLastModifiedTime(
                other.path().resolve("dashboards/overview.yaml"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(Bundle.of(other.assets())).isEqualTo(first);
    }

    @Test
    void thereIsOneRootFolderAndMetadataWithoutATime() throws IOException {
        TreeMap<String, String> entries = entries(Bundle.of(new AssetFolder(folder).assets()));
        assertThat(entries.keySet())
                .allMatch(name -> name.startsWith("orientir/"))
                .hasSize(7);
        assertThat(entries.get("orientir/metadata.yaml")).isEqualTo("version: 1.0.0\ntype: assets\n");
        assertThat(entries.keySet()).noneMatch(name -> name.contains("rights"));
    }

    @Test
    void connectingChangesTheAddressAndTheCatalogueAndShowsNoPassword() throws IOException {
        WarehouseAddress address = WarehouseAddress.of(
                "jdbc:postgresql://db.example:6543/town?sslmode=require&ApplicationName=x", "reader", "secret");
        TreeMap<String, String> entries = entries(Bundle.of(address.connect(new AssetFolder(folder).assets())));
        assertThat(entries.get("orientir/databases/warehouse.yaml"))
                .contains(
                        "sqlalchemy_uri: postgresql+psycopg2://reader:XXXXXXXXXX@db.example:6543/town?sslmode=require\n")
                .doesNotContain("secret");
        assertThat(entries.get("orientir/datasets/warehouse/labour_balance.yaml"))
                .contains("catalog: town\n");
        assertThat(address.toString()).doesNotContain("secret");
    }

    private static TreeMap<String, String> entries(byte[] bundle) throws IOException {
        TreeMap<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
