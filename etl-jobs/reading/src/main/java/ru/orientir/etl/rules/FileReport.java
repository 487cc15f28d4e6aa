package ru.orientir.etl.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.warehouse.CodeNames;
import ru.orientir.warehouse.CodeNames.CodeName;
import ru.orientir.warehouse.ReferenceTables;

/**
 * What a check found in one file before it is sent.
 *
 * @param file name of the file
 * @param feed feed it was checked as; null where none was recognised
 * @param rows data rows, left-out rows not counted
 * @param valid rows that would be loaded
 * @param rejected rows that would not
 * @param leftOut subtotals, footnotes and unfilled rows
 * @param years reporting years of the valid rows
 * @param rejections the first errors and warnings; rows left out by design are counted only
 * @param countsByRule how often each rule was broken, all rejections counted
 * @param refusal why the whole file would be refused; null where it would not
 * @param noticesRu what else the sender may want to know
 */
public record FileReport(
        String file,
        String feed,
        long rows,
        long valid,
        long rejected,
        long leftOut,
        SortedSet<Integer> years,
        List<Rejection> rejections,
        Map<String, Long> countsByRule,
        Rejection refusal,
        List<String> noticesRu) {

    private static final Map<String, String> FEED_NAMES =
            ReferenceTables.named("feed").byCode("name_ru");
    private static final Map<String, String> RULE_NAMES =
            ReferenceTables.named("reject_rule").byCode("name_ru");
    private static final Map<String, CodeName> SEVERITIES = CodeNames.load().of("rejection_severity");

    /** Whether the whole file would be refused. */
    public boolean isRefused() {
        return refusal != null;
    }

    /** Whether there is nothing to mend. */
    public boolean isClean() {
        return refusal == null && rejected == 0;
    }

    /** The report in Russian, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s%s".formatted(file, feed == null ? "" : " — " + FEED_NAMES.get(feed)));
        if (refusal != null) {
            lines.add("  НЕ ПРИНЯТ [%s]: %s".formatted(refusal.rule(), refusal.messageRu()));
        }
        if (rows > 0 || leftOut > 0) {
            lines.add("  строк данных: %d, годных: %d, отклонено: %d, пропущено по форме: %d%s"
                    .formatted(rows, valid, rejected, leftOut, years.isEmpty() ? "" : "; годы: " + years));
        } else if (refusal == null) {
            lines.add("  строк данных нет: отчёт «ноль»");
        }
        noticesRu.forEach(notice -> lines.add("  к сведению: " + notice));
        for (Rejection rejection : rejections) {
            lines.add("  %s [%s]: %s"
                    .formatted(
                            SEVERITIES.get(rejection.severity().code()).name(),
                            rejection.rule(),
                            rejection.messageRu()));
        }
        long shown = rejections.size();
        long all = countsByRule.values().stream().mapToLong(Long::longValue).sum() - leftOut;
        if (all > shown) {
            lines.add("  … и ещё %d".formatted(all - shown));
        }
        if (!countsByRule.isEmpty()) {
            lines.add("  по правилам: "
                    + String.join(
                            ", ",
                            countsByRule.entrySet().stream()
                                    .map(entry -> RULE_NAMES.getOrDefault(entry.getKey(), entry.getKey()) + " — "
                                            + entry.getValue())
                                    .toList()));
        }
        return lines;
    }
}
