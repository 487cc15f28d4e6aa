package ru.orientir.etl.reading;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The storage failed while a file was read or its rows were kept, which says nothing about the file. */
public final class StorageFailure extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    public StorageFailure(IOException cause) {
        super(cause);
    }
}
