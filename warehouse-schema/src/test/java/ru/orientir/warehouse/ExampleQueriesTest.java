package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleQueriesTest {
    static List<Path> examples() throws IOException, URISyntaxException {
        Path folder = Path.of(ExampleQueriesTest.class.getResource("/examples").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runsForAnAnalystAndSaysInRussianWhatItAsks(Path example) throws IOException, SQLException {
        String sql = Files.readString(example);

        assertThat(sql).matches("(?s)-- [А-Я].*").contains("from mart.").doesNotContain("core.");
        try (Connection analyst = Warehouse.loginAs("orientir_analyst")) {
            assertThat(Warehouse.rows(analyst, sql)).isEmpty();
        }
    }
}
