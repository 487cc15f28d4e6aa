package ru.orientir.etl.region;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import ru.orientir.dashboards.report.InstalledBrowser;
import ru.orientir.dashboards.superset.Asset;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dashboards as a person sees them who has logged in: every tab is opened, waited for until it is drawn, looked at and photographed.
 *
 * <p>Keeps whatever a reader should never see: errors, empty charts, numbers without a value, filters that were left out, requests to
 * anywhere but Superset.
 */
public final class DashboardsInBrowser implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 1200;
    private static final int HIGHEST = 12_000;
    private static final long PATIENCE_MILLIS = 120_000;
    private static final long ANIMATION_MILLIS = 1_500;

    private static final String DRAWN = """
            () => {
              const visible = e => e.offsetParent !== null;
              const charts = [...document.querySelectorAll('[data-test=chart-grid-component]')].filter(visible);
              const drawn = c => c.querySelector('[data-test=slice-container], .ant-alert-error') !== null
                  && ![...c.querySelectorAll('[data-test=loading-indicator], .loading')].some(visible);
              const busy = [...document.querySelectorAll('[data-test=loading-indicator], .loading')].some(visible);
              return !busy && charts.every(drawn) ? charts.length : -1;
            }""";
    private static final String CHARTS = """
            () => {
            const painted = canvas => canvas.width > 0 && canvas.height > 0
                && new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer).some(p => p !== 0);
            return [...document.querySelectorAll('[data-test=chart-grid-component]')].filter(e => e.offsetParent !== null).map(c => ({
              name: c.getAttribute('data-test-chart-name'),
              error: [...c.querySelectorAll('.ant-alert-error')].map(e => e.innerText).join(' '),
              empty: c.querySelector('.ant-empty') !== null,
              pixels: [...c.querySelectorAll('canvas')].some(painted)
                  || c.querySelector('svg:not([data-icon]), table, .header-line') !== null
            }))}""";

    private final InstalledBrowser installed = InstalledBrowser.start();
    private final BrowserContext context;
    private final Page page;
    private final URI superset;
    private final Path screenshots;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private String place = "login";
    private int answers;
    private int tabs;

    /**
     * Logs in by the form, as a person does.
     *
     * @param screenshots folder for a picture of each tab
     */
    public DashboardsInBrowser(String url, String user, String password, Path screenshots) {
        superset = URI.create(url);
        this.screenshots = screenshots;
        context = installed
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setLocale("ru-RU")
                        .setTimezoneId("Europe/Moscow"));
        context.onRequestFinished(request -> requireOurs(request, "got an answer from"));
        context.onRequestFailed(request -> requireOurs(request, "asked"));
        page = context.newPage();
        page.onResponse(this::lookAt);
        page.onPageError(error -> problems.add(place + ": script error: " + error));
        page.navigate(url + "/login/");
        page.locator("[data-test=username-input]").fill(user);
        page.locator("[data-test=password-input]").fill(password);
        page.locator("[data-test=login-button]").click();
        page.waitForURL(address -> !address.contains("/login"));
    }

    /** What the content security policy stops never leaves the browser. */
    private void requireOurs(Request request, String what) {
        String address = request.url();
        boolean isLocal = address.startsWith("data:") || address.startsWith("blob:") || address.startsWith("about:");
        boolean isStopped = "csp".equals(request.failure());
        if (!isLocal
                && !isStopped
                && !superset.getAuthority().equals(URI.create(address).getAuthority())) {
            problems.add(place + ": " + what + " " + address + " (" + request.failure() + ")");
        }
    }

    /** Reads the answers to questions for data, those of filters for their values among them. */
    private void lookAt(Response response) {
        if (!response.url().contains("/api/v1/chart/data")) {
            return;
        }
        answers++;
        String question = question(response.request());
        if (response.status() != 200) {
            problems.add(place + ": " + question + " answered " + response.status() + ": " + response.text());
            return;
        }
        try {
            for (JsonNode result : JSON.readTree(response.text()).path("result")) {
                lookAt(question, result);
            }
        } catch (JacksonException e) {
            problems.add(place + ": " + question + " answered no JSON");
        }
    }

    private void lookAt(String question, JsonNode result) {
        if (!result.path("error").isNull() && !result.path("error").isMissingNode()) {
            problems.add(place + ": " + question + ": " + result.path("error"));
        }
        if (!result.path("rejected_filters").isEmpty()) {
            problems.add(place + ": " + question + " left out filters " + result.path("rejected_filters"));
        }
        if (result.path("data").isEmpty()) {
            problems.add(place + ": " + question + " has no rows");
        }
        boolean isNumber = question.startsWith("big_number");
        for (JsonNode row : result.path("data")) {
            if (isNumber
                    && row.properties().stream()
                            .anyMatch(entry -> entry.getValue().isNull())) {
                problems.add(place + ": " + question + " has no value: " + row);
            }
        }
    }

    private static String question(Request request) {
        try {
            JsonNode form = JSON.readTree(request.postData()).path("form_data");
            String filter = form.path("native_filter_id").asString("");
            return form.path("viz_type").asString("") + " "
                    + (filter.isEmpty() ? "chart " + form.path("slice_id") : filter);
        } catch (JacksonException | IllegalArgumentException e) {
            return "question " + request.url();
        }
    }

    /** Opens a dashboard and each of its tabs. */
    public void open(Asset dashboard) {
        String slug = dashboard.text("slug");
        place = slug;
        page.setViewportSize(WIDTH, HEIGHT);
        page.navigate(superset + "/superset/dashboard/" + slug + "/?standalone=1");
        page.waitForSelector(
                "[data-test=dashboard-content-wrapper], .dashboard-content, .grid-container, .ant-alert-error");
        List<List<String>> paths = new ArrayList<>();
        collectTabs(dashboard, "ROOT_ID", List.of(), paths);
        for (List<String> path : paths) {
            openTab(dashboard, slug, path);
        }
    }

    private void openTab(Asset dashboard, String slug, List<String> path) {
        List<String> names = new ArrayList<>();
        page.setViewportSize(WIDTH, HEIGHT);
        for (String tab : path) {
            String name = dashboard.at("position", tab, "meta", "text").asString("");
            names.add(name);
            page.locator(".ant-tabs-tab:visible")
                    .filter(new Locator.FilterOptions()
                            .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
                    .first()
                    .click();
        }
        place = slug + (names.isEmpty() ? "" : " / " + String.join(" / ", names));
        waitUntilDrawn();
        // Charts below the window are drawn when they come into sight, so the window is made as high as the page.
        Number height = (Number) page.evaluate(
                "Math.max(...[document.documentElement, ...document.querySelectorAll('.dashboard-content, [data-test=dashboard-content-wrapper], #app')]"
                        + ".map(e => e.scrollHeight))");
        page.setViewportSize(WIDTH, Math.min(HIGHEST, Math.max(HEIGHT, height.intValue() + 100)));
        waitUntilDrawn();
        page.waitForTimeout(ANIMATION_MILLIS);
        tabs++;
        // Not a picture of the full page: that would change the window, and Superset takes rows away that it takes for
        // out of sight.
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(screenshots.resolve("%s-%02d.png".formatted(slug, tabs).toLowerCase(Locale.ROOT))));
        lookAtCharts(expected(dashboard, path.isEmpty() ? "ROOT_ID" : path.get(path.size() - 1)));
    }

    private void waitUntilDrawn() {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        page.waitForTimeout(300);
        while (((Number) page.evaluate(DRAWN)).intValue() < 0) {
            if (System.currentTimeMillis() > deadline) {
                problems.add(place + ": is not drawn after " + PATIENCE_MILLIS / 1000 + " s");
                return;
            }
            page.waitForTimeout(200);
        }
    }

    private void lookAtCharts(List<String> expected) {
        List<String> seen = new ArrayList<>();
        JsonNode charts = JSON.valueToTree(page.evaluate(CHARTS));
        for (JsonNode chart : charts) {
            String name = chart.path("name").asString("");
            seen.add(name);
            if (!chart.path("error").asString("").isEmpty()) {
                problems.add(place + ": «" + name + "» shows an error: "
                        + chart.path("error").asString(""));
            } else if (chart.path("empty").asBoolean(false)) {
                problems.add(place + ": «" + name + "» is empty");
            } else if (!chart.path("pixels").asBoolean(false)) {
                problems.add(place + ": «" + name + "» draws nothing");
            }
        }
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            problems.add(place + ": charts " + missing + " are not there");
        }
    }

    /** Ways to the innermost tabs, outermost first; one empty way where there are no tabs. */
    private static void collectTabs(Asset dashboard, String id, List<String> way, List<List<String>> ways) {
        List<String> tabs = new ArrayList<>();
        collect(dashboard, id, "TAB", "TAB", tabs);
        if (tabs.isEmpty()) {
            ways.add(way);
        }
        for (String tab : tabs) {
            List<String> longer = new ArrayList<>(way);
            longer.add(tab);
            collectTabs(dashboard, tab, longer, ways);
        }
    }

    private static List<String> expected(Asset dashboard, String id) {
        List<String> charts = new ArrayList<>();
        collect(dashboard, id, "CHART", "TABS", charts);
        return charts.stream()
                .map(chart -> {
                    JsonNode meta = dashboard.at("position", chart, "meta");
                    return meta.path("sliceNameOverride")
                            .asString(meta.path("sliceName").asString(""));
                })
                .toList();
    }

    /** Items of a kind below an item, not looking into items of the kind where to stop. */
    private static void collect(Asset dashboard, String id, String type, String stop, List<String> found) {
        for (JsonNode child : dashboard.at("position", id, "children")) {
            String childId = child.asString("");
            String childType = dashboard.at("position", childId, "type").asString("");
            if (childType.equals(type)) {
                found.add(childId);
            }
            if (!childType.equals(stop)) {
                collect(dashboard, childId, type, stop, found);
            }
        }
    }

    /** What nobody should see, with the place where it was seen. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Answers to questions for data that were looked at. */
    public int answers() {
        return answers;
    }

    public int tabs() {
        return tabs;
    }

    @Override
    public void close() {
        context.close();
        installed.close();
    }
}
