package ru.orientir.dashboards.report;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report opened from its file in a headless browser that is already installed; nothing is downloaded.
 *
 * <p>Keeps whatever a reader should never see: script errors, refused content, requests to anywhere but the file.
 */
public final class ReportInBrowser implements AutoCloseable {

    private final InstalledBrowser installed;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    private ReportInBrowser(Path report, int width, int height) {
        installed = InstalledBrowser.start();
        BrowserContext context = installed
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("ru-RU"));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("data:")) {
                requests.add(request.url());
            }
        });
        page.navigate(report.toUri().toString());
        page.waitForSelector("html[data-drawn=true]", new Page.WaitForSelectorOptions().setTimeout(30_000));
    }

    /**
     * Opens a report.
     *
     * @param report {@code orientir.html}
     * @param width of the window in CSS pixels; 360 is a phone
     * @param height of the window in CSS pixels
     */
    public static ReportInBrowser open(Path report, int width, int height) {
        return new ReportInBrowser(report, width, height);
    }

    public Page page() {
        return page;
    }

    /** Errors and warnings of the console, uncaught exceptions. */
    public List<String> complaints() {
        return complaints;
    }

    /** Addresses asked for, data URLs left out: the file itself and nothing more. */
    public List<String> requests() {
        return requests;
    }

    /** Ids of charts that should be visible and hold no drawn shape. */
    @SuppressWarnings("unchecked")
    public List<String> emptyCharts() {
        return (List<String>)
                page.evaluate(
                        "[...document.querySelectorAll('.chart')].filter(c => c.offsetParent && !c.querySelector('svg path, svg rect, svg text')).map(c => c.id)");
    }

    public int drawnCharts() {
        return ((Number) page.evaluate("document.querySelectorAll('.chart svg').length")).intValue();
    }

    /** Pixels by which the page is wider than its window. */
    public int horizontalOverflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    public String text(String selector) {
        return page.innerText(selector);
    }

    /** Chooses an option by its visible text. */
    public void choose(String selectId, String optionText) {
        page.selectOption("#" + selectId, new com.microsoft.playwright.options.SelectOption().setLabel(optionText));
    }

    public byte[] printed() {
        return page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(true));
    }

    public void asPrint() {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    }

    public void screenshot(Path target) {
        page.screenshot(new Page.ScreenshotOptions().setPath(target).setFullPage(true));
    }

    @Override
    public void close() {
        installed.close();
    }
}
