package ru.orientir.etl.conform;

import java.io.Serializable;
import java.util.SortedSet;
import java.util.TreeSet;
import ru.orientir.etl.rules.ConformedRow;

/**
 * Counts of the rows of one delivered file.
 *
 * @param read all rows, those left out by design included
 * @param valid rows that are kept
 * @param rejected rows that broke a rule
 * @param leftOut subtotals, footnotes and unfilled rows
 * @param years reporting years of the valid rows
 * @param sender the organization that the valid rows name as the one that reports; null where they name none or several
 */
public record ConformedFile(
        String feed,
        String name,
        long read,
        long valid,
        long rejected,
        long leftOut,
        SortedSet<Integer> years,
        String sender)
        implements Serializable {

    /** Counts the rows of one file. */
    static final class Counting {
        private final String feed;
        private final String name;
        private final TreeSet<Integer> years = new TreeSet<>();
        private String sender;
        private boolean severalSenders;
        private long valid;
        private long rejected;
        private long leftOut;

        Counting(String feed, String name) {
            this.feed = feed;
            this.name = name;
        }

        /** @param organization the one that the row names as the one that reports; may be null */
        void add(ConformedRow row, String organization) {
            switch (row.outcome()) {
                case VALID -> {
                    valid++;
                    if (row.reportingYear() != null) {
                        years.add(row.reportingYear());
                    }
                    if (organization != null) {
                        severalSenders |= sender != null && !sender.equals(organization);
                        sender = organization;
                    }
                }
                case REJECTED -> rejected++;
                case LEFT_OUT -> leftOut++;
            }
        }

        ConformedFile counted() {
            return new ConformedFile(
                    feed,
                    name,
                    valid + rejected + leftOut,
                    valid,
                    rejected,
                    leftOut,
                    years,
                    severalSenders ? null : sender);
        }
    }
}
