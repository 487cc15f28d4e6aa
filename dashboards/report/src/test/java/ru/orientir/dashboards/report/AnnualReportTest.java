package ru.orientir.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.warehouse.WarehouseMigration;

class AnnualReportTest {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static ReportFiles files;

    @BeforeAll
    static void writeReport() throws Exception {
        postgres = EmbeddedPostgres.start();
        MartFixture.create(postgres.getPostgresDatabase());
        try (Connection analyst = analyst(postgres.getPostgresDatabase())) {
            files = AnnualReport.write(analyst, folder.resolve("отчёты за год"));
            assertThat(analyst.getAutoCommit()).isTrue();
            assertThat(analyst.isReadOnly()).isFalse();
        }
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    private static Connection analyst(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session authorization orientir_analyst");
        }
        return connection;
    }

    @Test
    void writesBothFilesAndNothingElse() throws Exception {
        try (var listed = Files.list(files.page().getParent())) {
            assertThat(listed.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("orientir.html", "orientir.xlsx");
        }
        assertThat(files.pageBytes()).isBetween(1_000_000L, 8_000_000L);
        assertThat(files.detail())
                .isEqualTo(new PageDetail(PageDetail.Municipality.BREAKDOWNS, PageDetail.Organization.BREAKDOWNS));
    }

    @Test
    void givesTheSameBytesForTheSameData() throws Exception {
        try (Connection analyst = analyst(postgres.getPostgresDatabase())) {
            ReportFiles again = AnnualReport.write(analyst, folder.resolve("again"));
            assertThat(again.page()).hasSameBinaryContentAs(files.page());
            assertThat(again.workbook()).hasSameBinaryContentAs(files.workbook());
        }
    }

    @Test
    void allowsNothingButItsOwnScripts() throws Exception {
        String page = Files.readString(files.page());
        assertThat(page).contains("default-src 'none'").doesNotContain("{{", "unsafe-eval", "script-src 'unsafe");
        assertThat(page.split("</script>", -1)).hasSize(page.split("<script", -1).length);
        assertThat(page).contains("\\u003c/script\\u003e").doesNotContain("<script>window.broken");
        assertThat(page).doesNotContain("src=\"http", "href=\"http");
    }

    @Test
    void writesTheSameTablesToTheWorkbook() throws Exception {
        Map<String, List<Row>> sheets = sheets(files.workbook());
        assertThat(sheets.keySet())
                .containsExactly(
                        "Сравнение этапов",
                        "По годам",
                        "Организации",
                        "Отчётность",
                        "Рынок труда",
                        "Отклонённые строки",
                        "Показатели");
        assertThat(sheets.get("Показатели")).hasSize(1 + 23);
        assertThat(sheets.get("Отклонённые строки")).hasSize(1 + 261);
        assertThat(sheets.values().stream().mapToLong(rows -> rows.size() - 1).sum())
                .isEqualTo(files.workbookRows());
        assertThat(sheets.get("Сравнение этапов").get(0).getCellText(9)).isEqualTo("Второе значение");
        assertThat(sheets.get("Сравнение этапов").get(1).getCell(9).getType()).isEqualTo(CellType.NUMBER);
    }

    @Test
    void writesNamesThatLookLikeFormulasAsText() throws Exception {
        assertThat(sheets(files.workbook()).get("Организации"))
                .extracting(row -> row.getCell(2))
                .anySatisfy(cell -> {
                    assertThat(cell.getRawValue()).isEqualTo(MartFixture.FORMULA);
                    assertThat(cell.getType()).isEqualTo(CellType.STRING);
                    assertThat(cell.getFormula()).isNull();
                });
    }

    @Test
    void showsAWarehouseThatHasNothingPublishedYet() throws Exception {
        try (EmbeddedPostgres empty = EmbeddedPostgres.start()) {
            new WarehouseMigration(empty.getPostgresDatabase()).migrate();
            try (Connection analyst = analyst(empty.getPostgresDatabase())) {
                ReportFiles nothing = AnnualReport.write(analyst, folder.resolve("empty"));
                assertThat(nothing.page()).isNotEmptyFile();
                assertThat(nothing.workbookRows()).isZero();
            }
        }
    }

    @Test
    void keepsTheFormerReportWhenAMartCannotBeRead() throws Exception {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("orientir.html"), "former");
        try (EmbeddedPostgres without = EmbeddedPostgres.start();
                Connection connection = without.getPostgresDatabase().getConnection()) {
            assertThatThrownBy(() -> AnnualReport.write(connection, kept))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("sql/page_size.sql");
        }
        try (var listed = Files.list(kept)) {
            assertThat(listed).containsExactly(kept.resolve("orientir.html"));
        }
        assertThat(kept.resolve("orientir.html")).hasContent("former");
    }

    private static Map<String, List<Row>> sheets(Path workbook) throws Exception {
        try (InputStream in = Files.newInputStream(workbook);
                ReadableWorkbook read = new ReadableWorkbook(in)) {
            Map<String, List<Row>> sheets = new java.util.LinkedHashMap<>();
            for (var sheet : read.getSheets().collect(Collectors.toList())) {
                sheets.put(sheet.getName(), sheet.read());
            }
            return sheets;
        }
    }
}
