package ru.orientir.etl.rules;

import ru.orientir.etl.reading.LandedRow;

/**
 * Which row of which file.
 *
 * @param fileName name of the file in its feed's folder
 * @param sheet sheet name; null for files without sheets
 * @param rowNumber line or row as the sender counts it, from 1
 * @param layout where the fields stood, as {@link LandedRow#layout()} has it; may be null
 */
public record RowPlace(String fileName, String sheet, int rowNumber, String layout) {

    static RowPlace of(LandedRow row, String fileName) {
        return new RowPlace(fileName, row.sheet(), row.rowNumber(), row.layout());
    }
}
