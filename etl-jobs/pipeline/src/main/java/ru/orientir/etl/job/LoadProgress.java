package ru.orientir.etl.job;

/** Hears how a load gets on; the command line draws bars or prints lines from it. */
public interface LoadProgress {

    /** A step begins; {@code number} of {@code total}, counted from 1. */
    void stepStarted(String step, int number, int total);

    /** A step has ended; {@code summary} is one short line for people. */
    void stepFinished(String step, String summary);

    /** Something the operator should see at once. */
    void notice(String message);
}
