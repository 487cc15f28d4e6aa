package ru.orientir.etl.job;

import java.util.List;
import java.util.Set;
import ru.orientir.etl.reading.SourceFile;

/**
 * What a load would read and why.
 *
 * @param newFiles files whose content nobody has read under their name
 * @param knownFiles how many files of the inbox are known already
 * @param notices what the operator should hear, such as folders without a contract
 * @param years years asked for by a backfill
 * @param isReferenceNew whether the reference data changed since the last publication
 * @param referenceDigest digest of the reference data
 * @param lastVintage number of the last publication, 0 before the first
 */
public record LoadPlan(
        List<SourceFile> newFiles,
        long knownFiles,
        List<String> notices,
        Set<Integer> years,
        boolean isReferenceNew,
        String referenceDigest,
        long lastVintage) {

    /** Whether the reference data that every published number rests on has changed, so that all years are built anew. */
    public boolean makesEveryYearStale() {
        return isReferenceNew && lastVintage > 0;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return newFiles.isEmpty() && years.isEmpty() && !makesEveryYearStale();
    }
}
