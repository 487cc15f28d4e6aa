package ru.orientir.etl.contract;

import java.io.Serializable;
import java.util.List;

/**
 * How a field is computed from the columns of a row before identities are dropped.
 *
 * @param kind what is computed
 * @param from names of the columns it is computed from, in order
 */
public record Derivation(Kind kind, List<String> from) implements Serializable {

    /** The computations that a contract can name. */
    public enum Kind {
        /** Keyed hash of the normalised identity. */
        PSEUDONYM,
        /** Identifier of the key of that hash. */
        PSEUDONYM_KEY,
        /** Full years between the first date and the second; below zero when the second comes first. */
        AGE
    }
}
