package ru.orientir.etl.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.types.StructType;

/**
 * A table and how its rows are made: the folder {@code table/<name>} with {@code table.yaml} and {@code <name>.sql}.
 *
 * @param name the folder, the dataset in the lake, and for a fact the table in {@code core}
 * @param kind what becomes of the rows
 * @param step the step that makes it, and with it the folder in the lake
 * @param columns columns of the rows, codes and dates in place of surrogate keys
 * @param keys columns that tell a row from any other of its reporting year
 * @param isCarriedForward whether a row counts in later years too, as an agreement does until it ends
 * @param unit what is counted once in any group of rows; empty where each row is
 * @param sql the query that makes the rows; {@code {{name}}} stands for an input
 * @param reads names of the inputs: feeds, other tables, dimensions
 */
public record Table(
        String name,
        Kind kind,
        Step step,
        StructType columns,
        List<String> keys,
        boolean isCarriedForward,
        Optional<Unit> unit,
        String sql,
        SortedSet<String> reads) {

    /** What becomes of the rows of a table. */
    public enum Kind {
        /** Kept in the lake and published. */
        FACT,
        /** Made again whenever another table reads it or an indicator counts it. */
        VIEW
    }

    /**
     * What is counted once in any group of rows, as a learner is who has a row at each of two schools.
     *
     * @param column tells one from another
     * @param combined how the other columns that are counted become one value of the unit: column and aggregate, such as {@code sum}
     */
    public record Unit(String column, Map<String, String> combined) {}

    /** The step that makes a table. */
    public enum Step {
        TABLE,
        INDICATOR,
        COMPARISON;

        /** The step's word, which its folder in the lake bears too. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether its rows are kept, a partition a reporting year. */
    public boolean isByYear() {
        return List.of(columns.fieldNames()).contains("reporting_year");
    }

    public boolean isFact() {
        return kind == Kind.FACT;
    }
}
