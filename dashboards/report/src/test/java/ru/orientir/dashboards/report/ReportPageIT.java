package ru.orientir.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader of {@code orientir.html} sees, in the browser of this machine. */
class ReportPageIT {

    private static final Path SHOTS = Path.of("target/report-screenshots");
    private static Path report;

    @BeforeAll
    static void writeReport() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            MartFixture.create(postgres.getPostgresDatabase());
            Connection connection = postgres.getPostgresDatabase().getConnection();
            report = AnnualReport.write(connection, Path.of("target/отчёт в браузере"))
                    .page()
                    .toAbsolutePath();
        }
    }

    @Test
    void drawsEveryChartWithoutAComplaintOrARequest() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.drawnCharts()).isEqualTo(23 + 7);
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.requests()).containsExactly(report.toUri().toString());
            assertThat(browser.complaints()).isEmpty();
            browser.screenshot(SHOTS.resolve("desktop.png"));
        }
    }

    @Test
    void neverExecutesTextsOfTheData() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.page().evaluate("window.broken === undefined")).isEqualTo(true);
            assertThat(browser.text("#rank-table")).contains(MartFixture.SCRIPT, MartFixture.FORMULA, "Лицей \"№ 6\"");
            assertThat(browser.text("#definition-table")).contains("<b>Не разметка</b>");
            browser.page().hover("#chart-rank svg");
            assertThat(browser.page().evaluate("document.images.length")).isEqualTo(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void filtersChangeWhatIsShown() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.text("#coverage-table")).doesNotContain("МБОУ СОШ № 1");
            browser.choose("filter-territory", "город Ставрополь");
            assertThat(browser.text("#title-note")).contains("город Ставрополь");
            assertThat(browser.text("#rank-table")).contains("МБОУ СОШ № 1").doesNotContain(MartFixture.FORMULA);
            assertThat(browser.text("#labour-table")).contains("сведений о рынке труда нет");

            browser.choose("filter-education-stage", "8–9 классы");
            assertThat(browser.text("#comparison-note")).contains("не ведутся");
            assertThat(browser.text("#comparison-table"))
                    .contains("Контингент школ")
                    .doesNotContain("Договоры");

            browser.page().click("#filter-reset");
            browser.choose("filter-learner-category", "Сироты");
            assertThat(browser.text("#comparison-table")).doesNotContain("Договоры");

            browser.page().click("#filter-reset");
            browser.choose("filter-indicator", "2.1 Заключённые за год договоры");
            assertThat(browser.page().locator("#year-charts svg").count()).isEqualTo(1);
            assertThat(browser.text("#rank-table caption")).contains("Заключённые за год договоры");

            browser.page().click("#filter-reset");
            browser.choose("rank-what", "все территории");
            assertThat(browser.text("#rank-table")).contains("город Ставрополь", "город Невинномысск");
            browser.choose("heatmap-mode", "значение последнего этапа");
            assertThat(browser.text("#heatmap-table")).contains("%");
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void tellsZeroFromNotSentWithoutColour() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            browser.page().uncheck("#coverage-missing");
            browser.choose(
                    "coverage-feed",
                    browser.page().locator("#coverage-feed option").first().innerText());
            browser.page().selectOption("#coverage-feed", "2");
            String matrix = browser.page().locator("#coverage-table").textContent();
            assertThat(matrix).contains("прислано", "не прислано", "прислан ноль");
        }
    }

    @Test
    void writesNumbersAndWordsInRussian() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            String page = browser.text("main");
            assertThat(page).containsPattern("\\d{1,2},\\d\u00a0%").containsPattern("\\d{2}\u00a0\\d{3}");
            assertThat(page)
                    .doesNotContain(
                            "[object",
                            "undefined",
                            "NaN",
                            "null",
                            "not_sent",
                            "not_comparable",
                            "event_year",
                            "decimal_comma");
            assertThat(browser.text("#baseline")).contains("Билета в будущее", "3\u00a0500");
            assertThat(browser.text("#summary-note")).contains("15.01.2026 05:30");
        }
    }

    @Test
    void whatRoundsToNothingHasNoSign() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.page().evaluate("""
                            [Words.signedPercent(-0.04), Words.signedPercent(0.04), Words.signedPercent(-0.06),
                             Words.difference({unit: 'share'}, -0.0001), Words.difference({unit: 'score', value_kind: 'mean'}, 0.001),
                             Words.value({unit: 'places', value_kind: 'ratio'}, 0.8)].join('; ').replaceAll('\u00a0', ' ')""")).isEqualTo("0,0 %; 0,0 %; −0,1 %; 0,0 п. п.; 0,00; 0,80");
        }
    }

    @Test
    void listsWhatHasToBeMendedOnly() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.page().textContent("#reject-counts")).contains("примечание");
            assertThat(browser.text("#reject-table"))
                    .contains("дробь вместо целого числа")
                    .doesNotContain("примечание");
            assertThat(browser.text("#reject-rows-h")).contains("из 218");
        }
    }

    @Test
    void ranksTheLowestFirstWhereLowerIsBetter() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            browser.choose("rank-what", "все территории");
            browser.choose("rank-order", "по значению последнего этапа");
            browser.choose("rank-indicator", "3.2 Выпускники под риском нетрудоустройства");
            assertThat(browser.text("#rank-note")).contains("лучше, когда меньше; сначала лучшие");
            assertThat(browser.page().evaluate("""
                            [...document.querySelectorAll('#rank-table tbody tr')].map(row => parseFloat(row.cells[3].textContent.replace(',', '.')))
                                .every((value, i, all) => i === 0 || all[i - 1] < value)""")).isEqualTo(true);
        }
    }

    @Test
    void tablesFitADesktop() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1400, 900)) {
            assertThat(
                            browser.page()
                                    .evaluate(
                                            "[...document.querySelectorAll('.scroll')].filter(s => s.scrollWidth > s.clientWidth).map(s => s.getAttribute('aria-label')).join()"))
                    .isEqualTo("");
        }
    }

    @Test
    void fitsThePaper() {
        int widthOfA4InsideItsMargins = 710;
        try (ReportInBrowser browser = ReportInBrowser.open(report, widthOfA4InsideItsMargins, 1000)) {
            browser.asPrint();
            assertThat(browser.horizontalOverflow()).isZero();
            assertThat(
                            browser.page()
                                    .evaluate(
                                            "[...document.querySelectorAll('.chart')].filter(c => c.querySelector('svg') && c.querySelector('svg').getBoundingClientRect().width > c.clientWidth + 1).map(c => c.id).join()"))
                    .isEqualTo("");
        }
    }

    @Test
    void fitsAPhone() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 360, 740)) {
            assertThat(browser.horizontalOverflow()).isZero();
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
            browser.screenshot(SHOTS.resolve("phone.png"));
        }
    }

    @Test
    void printsWithoutSelectors() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.printed()).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(50_000);
            browser.asPrint();
            assertThat(browser.page().isVisible("#filters")).isFalse();
            assertThat(browser.page().isVisible("#rank-indicator")).isFalse();
            assertThat(browser.page().isVisible("#years-table table")).isTrue();
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void canBeReadWithAKeyboardAndAScreenReader() {
        try (ReportInBrowser browser = ReportInBrowser.open(report, 1440, 900)) {
            assertThat(browser.page().getAttribute("html", "lang")).isEqualTo("ru");
            assertThat(browser.page()
                            .evaluate("[...document.querySelectorAll('table')].filter(t => !t.caption).length"))
                    .isEqualTo(0);
            assertThat(
                            browser.page()
                                    .evaluate(
                                            "[...document.querySelectorAll('select, input')].filter(c => !c.closest('label')).length"))
                    .isEqualTo(0);
            assertThat(browser.page().evaluate("document.querySelectorAll('h1').length"))
                    .isEqualTo(1);
            assertThat(
                            browser.page()
                                    .evaluate(
                                            "[...document.querySelectorAll('.chart')].filter(c => !c.getAttribute('aria-label')).length"))
                    .isEqualTo(0);
            browser.page().focus("#filter-indicator");
            browser.page().keyboard().press("ArrowDown");
            browser.page().keyboard().press("Enter");
            assertThat(browser.page().locator("#year-charts svg").count()).isEqualTo(1);
        }
    }

    @Test
    void aRegionOfThirtyFourTownsStaysUsable() throws Exception {
        ReportFiles region;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            MartFixture.create(postgres.getPostgresDatabase());
            MartFixture.enlarge(postgres.getPostgresDatabase(), 32, 18);
            try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                region = AnnualReport.write(connection, Path.of("target/отчёт по региону"));
            }
        }
        assertThat(region.pageBytes()).isLessThan(8_000_000);
        try (ReportInBrowser browser = ReportInBrowser.open(region.page().toAbsolutePath(), 1440, 900)) {
            assertThat(browser.text("#title-note")).contains("34\u00a0территории");
            browser.choose("filter-territory", "муниципальный округ № 21");
            assertThat(browser.text("#rank-table")).contains("МБОУ СОШ № 7, муниципальный округ № 21");
            browser.choose("rank-what", "все территории");
            assertThat(browser.text("#rank-table")).contains("муниципальный округ № 3", "город Невинномысск");
            assertThat(browser.emptyCharts()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
