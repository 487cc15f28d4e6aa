package ru.orientir.etl.job;

import java.util.List;
import ru.orientir.etl.ledger.FeedCount;

/**
 * How a load ended.
 *
 * @param status the end as the operator and cron see it
 * @param runId identifier of the run in {@code audit.load_run}
 * @param feeds counts, one entry a feed that had new files
 * @param publishedYears reporting years built anew and published; empty where nothing was published
 * @param message one sentence for the operator
 */
public record LoadOutcome(
        Status status, String runId, List<FeedCount> feeds, List<Integer> publishedYears, String message) {

    /** The ends of a load, each with the exit code of the process. */
    public enum Status {
        PUBLISHED(0),
        NOTHING_NEW(0),
        FAILED(1),
        PUBLISHED_WITH_REFUSALS(3),
        LOCKED(4),
        CHECKS_FAILED(5);

        private final int exitCode;

        Status(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
