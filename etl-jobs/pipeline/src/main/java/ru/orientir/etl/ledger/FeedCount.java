package ru.orientir.etl.ledger;

/**
 * Rows of one feed, in one run or in all files in force.
 *
 * @param read data rows found in the files
 * @param written rows that passed every rule
 * @param rejected rows left out because a rule failed, while facts were made too
 * @param leftOut subtotal and footnote rows, left out by the form's design
 * @param files files; refusedFiles of them could not be used at all
 */
public record FeedCount(
        String feed, long read, long written, long rejected, long leftOut, int files, int refusedFiles) {}
