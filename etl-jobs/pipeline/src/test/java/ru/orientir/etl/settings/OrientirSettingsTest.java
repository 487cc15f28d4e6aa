package ru.orientir.etl.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrientirSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void everythingLiesUnderHomeUnlessSaidOtherwise() {
        OrientirSettings settings = read(Map.of());

        assertThat(settings.inbox()).isEqualTo(folder.resolve("inbox").toString());
        assertThat(settings.lake()).isEqualTo(folder.resolve("lake").toString());
        assertThat(settings.warehouse().isEmbedded()).isTrue();
        assertThat(settings.spark().master()).isEqualTo("local[*]");
    }

    @Test
    void fileInHomeIsReadAndFlagsComeBeforeIt() throws IOException {
        Path home = folder.resolve("Дом с пробелом");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.yml"), """
                orientir:
                  lake: s3a://bucket/lake
                  business-date: 2025-12-31
                  spark:
                    conf:
                      spark.sql.shuffle.partitions: 7
                """);
        OrientirSettings settings = new SettingsReader(home, Map.of("orientir.business-date", "2024-12-31")).settings();

        assertThat(settings.lake()).isEqualTo("s3a://bucket/lake");
        assertThat(settings.businessDay()).isEqualTo(LocalDate.of(2024, 12, 31));
        assertThat(settings.spark().conf()).containsEntry("spark.sql.shuffle.partitions", "7");
    }

    @Test
    void libpqAddressBecomesJdbcAddress() {
        assertThat(read(Map.of("orientir.warehouse.url", "postgresql://host:5432/db"))
                        .warehouse()
                        .url())
                .isEqualTo("jdbc:postgresql://host:5432/db");
    }

    @Test
    void wrongSettingIsNamedWithItsValue() {
        assertThatThrownBy(() -> read(Map.of("orientir.business-date", "31.12.2025")))
                .isInstanceOf(CannotProceedException.class)
                .hasMessageContaining("31.12.2025");
        assertThatThrownBy(() -> read(Map.of("orientir.thresholds.rejected-share", "half")))
                .hasMessageContaining("orientir.thresholds.rejected-share")
                .hasMessageContaining("half");
        assertThatThrownBy(() -> read(Map.of("orientir.warehouse.url", "jdbc:mysql://host/db")))
                .hasMessageContaining("ORIENTIR_WAREHOUSE_URL");
        assertThatThrownBy(() -> read(Map.of("orientir.lak", "/tmp"))).hasMessageContaining("orientir.lak");
    }

    @Test
    void secretsAreToldToNobody() {
        OrientirSettings settings = read(Map.of(
                "orientir.warehouse.url", "jdbc:postgresql://host/db?password=hush1&ssl=true",
                "orientir.warehouse.password", "hush2",
                "orientir.warehouse.analyst.password", "hush3",
                "orientir.pseudonym.key", "hush4-hush4-hush4-hush4",
                "orientir.spark.conf.spark.hadoop.fs.s3a.secret.key", "hush5"));

        assertThat(settings.describe().toString()).doesNotContain("hush");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    private OrientirSettings read(Map<String, String> flags) {
        return new SettingsReader(folder, flags).settings();
    }
}
