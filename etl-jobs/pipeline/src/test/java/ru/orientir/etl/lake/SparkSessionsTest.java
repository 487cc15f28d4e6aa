package ru.orientir.etl.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.settings.SettingsReader;

class SparkSessionsTest {

    @TempDir
    private Path home;

    @Test
    void whatAKilledProcessSpilledIsRemoved() throws Exception {
        Path spilled = Files.createDirectories(home.resolve("tmp/spark-of-process-999999999999/blockmgr"));
        Files.writeString(spilled.resolve("block"), "x");
        Path ofALivingProcess = Files.createDirectories(home.resolve("tmp/spark-of-process-"
                + ProcessHandle.current().parent().orElseThrow().pid()));

        try (SparkSessions sessions = new SparkSessions(new SettingsReader(home, Map.of()).settings())) {
            assertThat(sessions.get().conf().get("spark.local.dir"))
                    .startsWith(home.resolve("tmp").toString());
            assertThat(spilled.getParent()).doesNotExist();
            assertThat(ofALivingProcess).exists();
        }
    }
}
