package ru.orientir.etl.reading;

import java.io.Serializable;
import ru.orientir.etl.contract.ReportingYears;

/**
 * What a file may ask of the reader.
 *
 * @param years reporting years taken in: a file whose rows all lie outside is refused
 * @param maxCellCharacters longest text of a cell; a spreadsheet cell holds no more than 32 767
 * @param maxWorkbookBytes largest workbook as delivered
 * @param maxInflatedBytes largest workbook once unpacked
 * @param maxInflationRatio largest ratio of the two for entries above 10 MB
 * @param maxEntries most entries of a workbook's archive
 */
public record ReadingLimits(
        ReportingYears years,
        int maxCellCharacters,
        long maxWorkbookBytes,
        long maxInflatedBytes,
        int maxInflationRatio,
        int maxEntries)
        implements Serializable {

    /** Limits for ordinary deliveries, with all years taken in. */
    public static final ReadingLimits DEFAULT =
            new ReadingLimits(new ReportingYears(1900, 2200), 32_767, 256L << 20, 1L << 30, 200, 2_000);

    /** The same limits for other years. */
    public ReadingLimits within(ReportingYears otherYears) {
        return new ReadingLimits(
                otherYears, maxCellCharacters, maxWorkbookBytes, maxInflatedBytes, maxInflationRatio, maxEntries);
    }
}
