package ru.orientir.etl.contract;

import java.io.Serializable;

/** Reporting years that are taken in, both ends included. */
public record ReportingYears(int first, int last) implements Serializable {

    /** Standing things may have begun long before the first reporting year; an earlier year is a slip of the pen. */
    public static final int EARLIEST_BEGINNING = 1900;

    public ReportingYears {
        if (first > last) {
            throw new IllegalArgumentException(
                    "Reporting years end (%d) before they begin (%d)".formatted(last, first));
        }
    }

    /** The years a feed may speak of: these, or, where its rows stand for later years too, any up to the last. */
    public ReportingYears of(FeedContract contract) {
        return contract.reportingYearIsBounded() ? this : beginnings();
    }

    /** The years in which something may have begun that still stands. */
    public ReportingYears beginnings() {
        return new ReportingYears(EARLIEST_BEGINNING, last);
    }

    public boolean contains(int year) {
        return year >= first && year <= last;
    }
}
