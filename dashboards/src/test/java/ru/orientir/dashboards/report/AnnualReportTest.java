package ru.orientir.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnualReportTest {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static ReportFiles files;

    @BeforeAll
    static void writeReport() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            MartFixture.create(connection);
            files = AnnualReport.write(connection, Path.of("target/отчёты за год"));
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
        }
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Test
    void writesBothFilesAndNothingElse() throws Exception {
        try (var listed = Files.list(files.page().getParent())) {
            assertThat(listed.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("orientir.html", "orientir.xlsx");
        }
        assertThat(files.pageBytes()).isBetween(1_000_000L, 8_000_000L);
        assertThat(files.workbookRows()).isPositive();
    }
}
