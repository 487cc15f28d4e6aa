package ru.orientir.etl.job;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import ru.orientir.etl.reading.SourceFile;

/**
 * One run, fixed before its first step and the same when it is taken up again after a kill.
 *
 * @param runId made of the business date and a digest of everything that decides the result
 * @param startedAt when it first began: the time its files count as received
 * @param newFiles files that nobody has read yet
 * @param years years to conform and build anew from the lake; empty unless a backfill
 * @param feeds feeds of a backfill; empty for all
 * @param isReferenceNew whether the reference data differ from what was last published, so that every year is stale
 */
record LoadRun(
        String runId,
        String command,
        LocalDate businessDate,
        String inbox,
        OffsetDateTime startedAt,
        List<SourceFile> newFiles,
        Set<Integer> years,
        Set<String> feeds,
        boolean isReferenceNew,
        String referenceDigest) {}
