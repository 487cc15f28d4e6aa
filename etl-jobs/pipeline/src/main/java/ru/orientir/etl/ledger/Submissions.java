package ru.orientir.etl.ledger;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who sent a form without a row; of files in force once a run is published. */
public final class Submissions {

    private final Statements submissions;

    public Submissions(JdbcTemplate warehouse) {
        this.submissions = new Statements("submissions", warehouse);
    }

    /** Files of a feed that hold no row and whose name states who reports: they report none. */
    public List<EmptyForm> emptyForms(String feed, String runId) {
        return submissions
                .statement("empty_forms")
                .param("feed", feed)
                .param("runId", runId)
                .query((row, number) -> FormName.of(row.getString("submitted_scope"))
                        .orElseThrow()
                        .emptyForm(row.getTimestamp("received_at")))
                .list();
    }
}
