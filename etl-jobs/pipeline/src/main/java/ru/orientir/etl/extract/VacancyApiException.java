package ru.orientir.etl.extract;

import java.net.URI;

/** The vacancy API did not give what was asked; the message says where, what came back and what to do. */
public class VacancyApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VacancyApiException(URI address, String what, String remedy) {
        this(address, what, remedy, null);
    }

    public VacancyApiException(URI address, String what, String remedy, Throwable cause) {
        super("Cannot read vacancies from " + address + ": " + what + "; " + remedy, cause);
    }
}
