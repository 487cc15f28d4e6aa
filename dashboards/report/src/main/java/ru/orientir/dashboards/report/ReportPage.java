package ru.orientir.dashboards.report;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.orientir.warehouse.MartColumns;

/**
 * Assembles the page from {@code report.html}, {@code report.css}, {@code report.js}, ECharts and the data.
 *
 * <p>The content security policy names the hashes of exactly these scripts and this style sheet: nothing else runs,
 * and nothing is fetched.
 */
final class ReportPage {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private ReportPage() {}

    static byte[] assemble(ReportData data) {
        String styles = Resource.text("report.css");
        String echartsVersion = echartsVersion();
        List<String> scripts = new ArrayList<>();
        scripts.add(echarts(echartsVersion));
        for (String part : List.of("format.js", "charts.js", "report.js")) {
            scripts.add(Resource.text(part));
        }

        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("policy", policy(styles, scripts));
        parts.put("styles", "<style>" + styles + "</style>");
        parts.put("echartsVersion", echartsVersion);
        StringBuilder scriptElements = new StringBuilder();
        for (String script : scripts) {
            scriptElements.append("<script>").append(script).append("</script>\n");
        }
        parts.put("scripts", scriptElements.toString());
        StringBuilder blocks = new StringBuilder();
        data.blocks().forEach((id, json) -> blocks.append("<script type=\"application/json\" id=\"")
                .append(id)
                .append("\">")
                .append(json)
                .append("</script>\n"));
        parts.put("data", blocks.toString());
        for (String column : List.of("education_stage_name", "learner_category_name")) {
            parts.put(column, MartColumns.load().named(column).labelRu());
        }

        Matcher placeholder = PLACEHOLDER.matcher(Resource.text("report.html"));
        StringBuilder page = new StringBuilder();
        while (placeholder.find()) {
            String part = parts.get(placeholder.group(1));
            if (part == null) {
                throw new IllegalStateException("report.html asks for an unknown part: " + placeholder.group());
            }
            placeholder.appendReplacement(page, Matcher.quoteReplacement(part));
        }
        placeholder.appendTail(page);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.length() + page.length() / 2);
        bytes.writeBytes(page.toString().getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static String echartsVersion() {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Resource.text("echarts.properties")));
            return properties.getProperty("version");
        } catch (java.io.IOException e) {
            throw new IllegalStateException("Cannot read echarts.properties", e);
        }
    }

    /** A closing tag inside a script would end it; in the code's strings the escaped form means the same. */
    private static String echarts(String version) {
        return Resource.text("/META-INF/resources/_static/echarts/" + version + "/dist/echarts.min.js")
                .replace("</script", "<\\/script")
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }

    private static String policy(String styles, List<String> scripts) {
        StringBuilder sources = new StringBuilder();
        scripts.forEach(script -> sources.append(' ').append(hash(script)));
        return "default-src 'none'; script-src" + sources + "; style-src " + hash(styles)
                // ECharts places its tooltip with style attributes.
                + "; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
