package ru.orientir.etl.ledger;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A run as it is noted.
 *
 * @param finishedAt null while it runs, and where it was killed
 * @param status RUNNING (also of a killed run, until the next begins), PUBLISHED, NOTHING_NEW, FAILED or CHECKS_FAILED
 * @param exitCode null while it runs
 * @param message what ended it, or a remark; null where there is none
 */
public record Run(
        String runId,
        String command,
        LocalDate businessDate,
        OffsetDateTime startedAt,
        OffsetDateTime finishedAt,
        String status,
        Integer exitCode,
        String message) {}
