package ru.orientir.etl.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that lies beside the code in {@code .sql} files. */
public final class SqlScript {

    private SqlScript() {}

    /** The text of a file on the class path, such as {@code fact/fact_enrolment.sql}. */
    public static String read(String resource) {
        try (InputStream stream = SqlScript.class.getResourceAsStream("/" + resource)) {
            if (stream == null) {
                throw new IllegalStateException("Cannot find " + resource + " on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
