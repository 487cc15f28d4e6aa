package ru.orientir.etl.contract;

import java.io.Serializable;

/** Reporting years that are taken in, both ends included. */
public record ReportingYears(int first, int last) implements Serializable {

    public ReportingYears {
        if (first > last) {
            throw new IllegalArgumentException(
                    "Reporting years end (%d) before they begin (%d)".formatted(last, first));
        }
    }

    public boolean contains(int year) {
        return year >= first && year <= last;
    }
}
