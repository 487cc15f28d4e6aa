package ru.orientir.etl.ledger;

import java.util.SortedSet;

/**
 * Rows of one file after conforming.
 *
 * @param leftOut subtotal and footnote rows, left out by the form's design
 * @param years reporting years of the valid rows
 * @param sender the organization that all valid rows name; null where they name none or several
 */
public record FileCount(
        String fileName, long read, long valid, long rejected, long leftOut, SortedSet<Integer> years, String sender) {}
