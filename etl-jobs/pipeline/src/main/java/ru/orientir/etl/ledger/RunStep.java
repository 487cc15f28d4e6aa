package ru.orientir.etl.ledger;

import java.time.OffsetDateTime;

/**
 * A step of a run as it last began.
 *
 * @param finishedAt null while it runs, and where it was killed
 * @param rowsRead null where the step reads none; likewise the others
 * @param message one short line for people
 */
public record RunStep(
        String step,
        OffsetDateTime startedAt,
        OffsetDateTime finishedAt,
        Long rowsRead,
        Long rowsWritten,
        Long rowsRejected,
        String message) {}
