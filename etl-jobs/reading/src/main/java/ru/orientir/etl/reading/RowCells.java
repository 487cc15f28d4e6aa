package ru.orientir.etl.reading;

import java.util.List;

/** The cells of a row as received, for people to look at. */
interface RowCells {

    int count();

    /** Null for a blank cell. */
    String text(int cell);

    /** Whether the cell may hold an identity: a private column, or one that the contract does not know. */
    boolean isHidden(int cell);

    /**
     * How the cells are made of the fields again; null where they cannot be.
     *
     * @param fields text of each landed field, as {@link RowLanding.RawRow} has them
     * @param persons persons that are about to be hidden in the fields
     */
    ShownCells shownBy(String[] fields, List<String> persons);
}
