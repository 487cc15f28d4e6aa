package ru.orientir.dashboards.report;

import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine beyond a JDK: without it the test is skipped on a person's machine and fails in CI. */
public final class Needed {

    private Needed() {}

    /** Ends the test: something is missing, and the message says what to install. */
    public static <T> T missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return Assumptions.abort(message);
    }
}
