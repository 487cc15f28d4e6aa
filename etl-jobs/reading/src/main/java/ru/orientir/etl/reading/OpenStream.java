package ru.orientir.etl.reading;

import java.io.IOException;
import java.io.InputStream;

/** Opens a delivered file from its beginning; may be asked more than once. */
@FunctionalInterface
public interface OpenStream {
    InputStream open() throws IOException;
}
