package ru.orientir.etl.contract;

/** Where the reader takes a field from. */
public enum FieldSource {
    /** A column of the table, or a path inside a JSON record. */
    COLUMN,
    /** A labelled cell above the table. */
    PREAMBLE,
    /** The name of the sheet. */
    SHEET,
    /** The name of the file. */
    FILE_NAME,
    /** Computed from identities while they are at hand. */
    DERIVED
}
