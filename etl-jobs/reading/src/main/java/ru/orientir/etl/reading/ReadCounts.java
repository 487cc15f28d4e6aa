package ru.orientir.etl.reading;

import java.io.Serializable;
import java.util.List;

/**
 * What was found in one file.
 *
 * @param rows rows handed on, left-out rows included
 * @param leftOut subtotals, footnotes and unfilled rows among them
 * @param blank rows without any value, skipped
 * @param noticesRu what the sender may want to know, such as sheets that were not read
 */
public record ReadCounts(long rows, long leftOut, long blank, List<String> noticesRu) implements Serializable {}
