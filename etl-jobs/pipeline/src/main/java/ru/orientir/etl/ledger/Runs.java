package ru.orientir.etl.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs of the commands that load, and their steps: {@code audit.load_run}, {@code audit.load_step}. */
public final class Runs {

    private final Statements runs;

    public Runs(JdbcTemplate warehouse) {
        this.runs = new Statements("runs", warehouse);
    }

    /**
     * Notes that a run begins or is taken up again; runs that were killed are closed.
     *
     * @return when it first began; a night that found nothing new begins again each time
     */
    public OffsetDateTime begin(RunStart run) {
        runs.statement("close_interrupted").param("runId", run.runId()).update();
        return runs.statement("begin")
                .paramSource(run)
                .query(OffsetDateTime.class)
                .single();
    }

    /** Notes how a run ended. */
    public void end(String runId, String status, int exitCode, String message) {
        runs.statement("end")
                .param("runId", runId)
                .param("status", status)
                .param("exitCode", exitCode)
                .param("message", message)
                .update();
    }

    public void stepBegins(String runId, String step) {
        runs.statement("step_begins").param("runId", runId).param("step", step).update();
    }

    /** Notes what a step did; a count is null where there is nothing to count. */
    public void stepEnds(String runId, String step, Long read, Long written, Long rejected, String message) {
        runs.statement("step_ends")
                .param("runId", runId)
                .param("step", step)
                .param("read", read)
                .param("written", written)
                .param("rejected", rejected)
                .param("message", message)
                .update();
    }

    /** The runs that began last, the latest first. */
    public List<Run> latest(int count) {
        return runs.statement("latest").param("count", count).query(Run.class).list();
    }

    public Optional<Run> find(String runId) {
        return runs.statement("find").param("runId", runId).query(Run.class).optional();
    }

    /** The run of whoever holds the run lock since then; empty while none is noted. */
    public Optional<String> runningSince(Instant lockedSince) {
        return runs.statement("running_since")
                .param("lockedSince", Timestamp.from(lockedSince))
                .query(String.class)
                .optional();
    }

    /** The steps of a run in the order in which they began. */
    public List<RunStep> steps(String runId) {
        return runs.statement("steps")
                .param("runId", runId)
                .query(RunStep.class)
                .list();
    }
}
