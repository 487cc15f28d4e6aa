package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import ru.orientir.dashboards.report.ReportInBrowser;

/** What readers do with the loaded region: open its report, run the examples. */
class ReportOfRegionIT {

    @Test
    void theReportDrawsItsChartsWithoutAComplaintOrARequest() {
        Path page = LoadedRegion.get().report().resolve("orientir.html");
        try (ReportInBrowser browser = ReportInBrowser.open(page, 1440, 900)) {
            assertThat(browser.drawnCharts()).isGreaterThan(10);
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).containsExactly(page.toUri().toString());
            assertThat(browser.text("main")).contains("Невинномысск").doesNotContain("undefined", "NaN", "[object");
        }
    }

    @Test
    void theReportFitsAPhone() {
        Path page = LoadedRegion.get().report().resolve("orientir.html");
        try (ReportInBrowser browser = ReportInBrowser.open(page, 360, 740)) {
            assertThat(browser.horizontalOverflow()).isZero();
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theWorkbookIsThere() {
        assertThat(LoadedRegion.get().report().resolve("orientir.xlsx")).isNotEmptyFile();
    }

    static Resource[] examples() throws Exception {
        return new PathMatchingResourcePatternResolver().getResources("classpath*:examples/*.sql");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleReturnsRows(Resource example) throws Exception {
        String query = example.getContentAsString(StandardCharsets.UTF_8);
        try (Connection analyst = LoadedRegion.get().analyst();
                Statement statement = analyst.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).as(query).isTrue();
        }
    }
}
