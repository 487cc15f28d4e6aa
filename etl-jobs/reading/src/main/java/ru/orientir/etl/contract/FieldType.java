package ru.orientir.etl.contract;

/** Type of a conformed value; the Java class it arrives as is named beside it. */
public enum FieldType {
    /** {@link String}. */
    STRING,
    /** {@link Integer}. */
    INTEGER,
    /** {@link Double}. */
    DECIMAL,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** {@link Boolean}. */
    BOOLEAN
}
