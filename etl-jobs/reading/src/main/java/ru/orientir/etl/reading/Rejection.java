package ru.orientir.etl.reading;

import java.io.Serializable;
import java.util.Locale;

/**
 * Why a row or a whole file was left out, or kept with a warning.
 *
 * @param rule stable code of the rule, such as {@code inn_checksum}
 * @param severity what follows from it
 * @param sheet sheet of the workbook, null for other forms
 * @param rowNumber line or row as the sender counts it, from 1; null where the whole file is meant
 * @param cell address of the cell, such as {@code D17}; null where no single cell is meant
 * @param messageRu what is wrong and how to mend it, for the sender; identities masked
 * @param messageEn the same in English
 * @param maskedRow the row as received with identities masked; null where the whole file is meant
 */
public record Rejection(
        String rule,
        Severity severity,
        String sheet,
        Integer rowNumber,
        String cell,
        String messageRu,
        String messageEn,
        String maskedRow)
        implements Serializable {

    /** The parts in the order of the columns in which the lake keeps a rejection. */
    public Object[] toStruct() {
        return new Object[] {rule, severity.code(), sheet, rowNumber, cell, messageRu, messageEn, maskedRow};
    }

    /** What a broken rule does. */
    public enum Severity {
        /** The row is left out. */
        ERROR,
        /** The row is kept. */
        WARNING,
        /** The row is left out by the form's design: a subtotal, a footnote. */
        INFO,
        /** The whole file is left out. */
        FILE;

        /** The word stored in the warehouse. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
