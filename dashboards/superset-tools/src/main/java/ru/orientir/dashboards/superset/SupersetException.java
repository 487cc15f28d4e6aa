package ru.orientir.dashboards.superset;

/** Something a person can mend: the message says what cannot be done, with values, and the way out. */
public final class SupersetException extends RuntimeException {

    public SupersetException(String message) {
        super(message);
    }

    public SupersetException(String message, Throwable cause) {
        super(message, cause);
    }
}
