package ru.orientir.etl.settings;

/**
 * Something an operator can mend stops the command. The message says what cannot be done, with values, and the way out; it is shown as it
 * stands, without a stack trace.
 */
public final class CannotProceedException extends RuntimeException {

    public CannotProceedException(String message) {
        super(message);
    }

    public CannotProceedException(String message, Throwable cause) {
        super(message, cause);
    }
}
