package ru.orientir.etl.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Step check: the questions that staged rows must answer before they are published, {@code table/<table>/checks/<name>.sql}.
 *
 * <p>A check is a query that returns the rows it minds. Its first line says what follows: {@code -- fail: <what is wrong,
 * in Russian>} stops the publication, {@code -- warn: …} is told and noted. {@code {{fact_…}}} stands for the staged
 * years of a fact; a check of a fact that is not staged is left out.
 */
public final class PublishChecks {

    private static final Pattern FACT = Pattern.compile("\\{\\{(\\w+)}}");

    private final JdbcTemplate warehouse;

    public PublishChecks(JdbcTemplate warehouse) {
        this.warehouse = warehouse;
    }

    /** A check that found something. */
    public record Finding(String check, boolean isFatal, long rows, String messageRu) {}

    /**
     * Runs every check and notes it in {@code audit.quality_check}.
     *
     * @param stagedYears years of each staged fact
     * @return what was found, fatal findings first
     */
    public List<Finding> run(String runId, Map<String, ? extends SortedSet<Integer>> stagedYears) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, String> check : checks().entrySet()) {
            String name = check.getKey();
            String sql = check.getValue();
            Matcher head = Pattern.compile("^-- (fail|warn): (.+)").matcher(sql);
            if (!head.find()) {
                throw new IllegalStateException(
                        "Cannot run check " + name + ": its first line must be «-- fail: …» or «-- warn: …»");
            }
            boolean staged = FACT.matcher(sql).results().allMatch(fact -> stagedYears.containsKey(fact.group(1)));
            if (!staged) {
                continue;
            }
            String query = FACT.matcher(sql)
                    .replaceAll(fact -> Matcher.quoteReplacement(union(fact.group(1), stagedYears.get(fact.group(1)))));
            long rows = warehouse.queryForObject("SELECT count(*) FROM (" + query + ") found", Long.class);
            Finding finding = new Finding(name, head.group(1).equals("fail"), rows, head.group(2));
            note(runId, finding);
            if (rows > 0) {
                findings.add(finding);
            }
        }
        findings.sort(java.util.Comparator.comparing(Finding::isFatal).reversed());
        return findings;
    }

    private static String union(String fact, Collection<Integer> years) {
        return years.stream()
                .map(year -> "SELECT * FROM staging." + fact + "_" + year)
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    private void note(String runId, Finding finding) {
        warehouse.update(
                """
                INSERT INTO audit.quality_check (run_id, check_name, severity, failed_rows, message_ru, checked_at)
                VALUES (?, ?, ?, ?, ?, now())
                ON CONFLICT (run_id, check_name) DO UPDATE SET severity = excluded.severity, failed_rows = excluded.failed_rows,
                    message_ru = excluded.message_ru, checked_at = excluded.checked_at
                """, runId, finding.check(), finding.isFatal() ? "fail" : "warn", finding.rows(), finding.messageRu());
    }

    /** The checks of all tables by name. */
    private static Map<String, String> checks() {
        try {
            Map<String, String> checks = new TreeMap<>();
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:table/*/checks/*.sql")) {
                String name = resource.getFilename().replace(".sql", "");
                if (checks.put(name, resource.getContentAsString(StandardCharsets.UTF_8)) != null) {
                    throw new IllegalStateException("Two checks are called " + name + "; rename one");
                }
            }
            return checks;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Cannot list the checks", e);
        }
    }
}
