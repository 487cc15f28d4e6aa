package ru.orientir.etl.job;

/** Staged rows did not pass the checks; nothing is published. */
final class ChecksFailedException extends RuntimeException {

    ChecksFailedException(String message) {
        super(message);
    }
}
