package ru.orientir.etl.reading;

/**
 * One row of a delivered file as received, identities already replaced: what the landed lake keeps.
 *
 * @param sheet sheet name, null for files without sheets
 * @param rowNumber line or row as the sender counts it, from 1
 * @param layout where the fields stood, {@code field=C;field=D}: the same for all rows of a sheet
 * @param note rule the row broke while it was read ({@code subtotal_row}, {@code footnote_row}, {@code column_count}); null for a plain row
 * @param values text of each landed field in the contract's order, null where blank; derived fields included
 * @param shown how the row as received is made of its values again; null where it cannot be
 * @param ownMaskedRow the row as received with identities masked, where its values do not tell it
 */
public record LandedRow(
        String sheet,
        int rowNumber,
        String layout,
        String note,
        String[] values,
        ShownCells shown,
        String ownMaskedRow) {

    /** The whole row as received with identities masked, for rejects. */
    public String maskedRow() {
        return shown == null ? ownMaskedRow : shown.masked(values);
    }
}
