package ru.orientir.etl.contract;

import java.io.Serializable;
import java.util.List;

/**
 * A column that must not leave the reader: an identity, or a text nobody needs.
 *
 * @param name name in the contract
 * @param nameRu what the sender calls it
 * @param kind what it holds
 * @param required whether the row is broken without it
 * @param headers accepted headers
 */
public record PrivateColumn(String name, String nameRu, Kind kind, boolean required, List<String> headers)
        implements Serializable {

    /** What a private column holds, which decides how a shifted row is recognised. */
    public enum Kind {
        /** Part of a person's name: letters only. */
        NAME,
        /** Date of birth. */
        BIRTH_DATE,
        /** Number of a person, such as SNILS. */
        PERSON_NUMBER,
        /** Read by nobody, never landed. */
        DROPPED
    }

    public boolean isIdentity() {
        return kind != Kind.DROPPED;
    }
}
