package ru.orientir.etl.ledger;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** When what counts was received, and who sent a form without a row; of files in force once a run is published. */
public final class Submissions {

    private final Statements submissions;

    public Submissions(JdbcTemplate warehouse) {
        this.submissions = new Statements("submissions", warehouse);
    }

    /** When each file of a feed was received, by name. */
    public Map<String, Timestamp> receivedAt(String feed, String runId) {
        Map<String, Timestamp> times = new HashMap<>();
        submissions
                .statement("received_at")
                .param("feed", feed)
                .param("runId", runId)
                .query(row -> {
                    times.putIfAbsent(row.getString("file_name"), row.getTimestamp("received_at"));
                });
        return times;
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
