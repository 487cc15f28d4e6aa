package ru.orientir.etl.ledger;

import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows that were left out and submissions that later ones correct: {@code audit.rejected_row}, {@code audit.superseded_submission}. */
public final class Rejections {

    private final Statements rejections;

    public Rejections(JdbcTemplate warehouse) {
        this.rejections = new Statements("rejections", warehouse);
    }

    /**
     * What a run staged takes the place of what was said of the same files and years; part of the transaction that publishes, after the
     * dimensions.
     *
     * @param judgedYears years whose rows the run judged anew, by feed
     */
    public void take(String runId, Map<String, ? extends Collection<Integer>> judgedYears) {
        rejections.statement("forget_of_files").param("runId", runId).update();
        judgedYears.forEach((feed, years) -> {
            forget("forget_of_facts", feed, years);
            forget("forget_superseded", feed, years);
        });
        rejections.statement("take").update();
        rejections.statement("take_superseded").update();
        rejections.statement("follow_register").update();
        rejections.statement("count_kept_from_facts").param("runId", runId).update();
    }

    private void forget(String statement, String feed, Collection<Integer> years) {
        rejections
                .statement(statement)
                .param("feed", feed)
                .param("years", Statements.array(years))
                .update();
    }
}
