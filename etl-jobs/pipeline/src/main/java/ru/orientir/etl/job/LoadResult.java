package ru.orientir.etl.job;

/**
 * What a step did, for the audit table and the screen.
 *
 * @param read rows read; null where the step reads none
 * @param written rows written; null where it writes none
 * @param rejected rows rejected; null where it rejects none
 * @param message one short line for people
 */
record LoadResult(Long read, Long written, Long rejected, String message) {

    static LoadResult of(String message) {
        return new LoadResult(null, null, null, message);
    }
}
