package ru.orientir.etl.contract;

/** A contract that cannot be used; the message names the file, the place in it and what is wrong. */
public class InvalidContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidContractException(String message) {
        super(message);
    }

    public InvalidContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
