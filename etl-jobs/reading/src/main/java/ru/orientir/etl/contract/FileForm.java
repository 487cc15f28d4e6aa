package ru.orientir.etl.contract;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the files of a feed look like.
 *
 * @param formats accepted forms, the usual one first
 * @param encoding name of the character set of text forms
 * @param delimiters accepted delimiters of CSV, the usual one first
 * @param headerRows rows that a table header may span
 * @param headerSearchRows rows from the top among which the header is looked for
 * @param sheetPattern sheets to read; null for all
 * @param fileNamePattern what a file is called: a file without rows tells by its name alone who reports none; null for any name
 * @param fileNameExample such a name, for messages; null where any name will do
 * @param leftOut rows that the form itself holds beside the data
 * @param unfilledExcept fields that the form's template already fills: a row with nothing else is unfilled; empty where none
 * @param blankMarkers texts that stand for a blank in numbers and dates, in canonical form or as they are
 * @param headerOnlyMeansZero whether a file with a header and no rows is a report of zero
 * @param jsonRows paths of the arrays that hold the records, {@code ""} for a bare array
 * @param jsonWrappers names of objects that wrap each record
 */
public record FileForm(
        List<Format> formats,
        String encoding,
        List<String> delimiters,
        int headerRows,
        int headerSearchRows,
        Pattern sheetPattern,
        Pattern fileNamePattern,
        String fileNameExample,
        List<LeftOut> leftOut,
        List<String> unfilledExcept,
        List<String> blankMarkers,
        boolean headerOnlyMeansZero,
        List<String> jsonRows,
        List<String> jsonWrappers)
        implements Serializable {

    /** Forms of files. */
    public enum Format {
        CSV,
        XLSX,
        JSON
    }

    /** Rows left out by design: their first filled cell matches the pattern. */
    public record LeftOut(String rule, Pattern pattern) implements Serializable {}

    public Charset charset() {
        return Charset.forName(encoding);
    }
}
