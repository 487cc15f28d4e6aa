package ru.orientir.etl.contract;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One landed field of a feed, as its contract declares it.
 *
 * @param name column name in the lake
 * @param nameRu what the sender calls it
 * @param type type after conforming
 * @param required whether a blank breaks the row
 * @param source where the reader takes it from
 * @param headers accepted column headers, labels or JSON paths, the preferred one first
 * @param sourcePattern for sheet and file names: the part between the brackets is the value; may be null
 * @param confirmedBy preamble labels whose value must say the same, empty where nothing confirms it
 * @param derivation how a derived field is computed; null for others
 * @param reading name of the reading that turns the text into a value; null for the type's own
 * @param pattern the whole text must match; null where any text will do
 * @param example a good text, shown to whoever wrote a wrong one; may be null
 * @param minimum smallest number; null where unbounded
 * @param maximum largest number; null where unbounded
 * @param codes words of senders and their codes; null for plain values
 * @param reference name of the reference list the value must be in; null where none
 * @param checksum {@code inn} or {@code ogrn}; null where none
 * @param blankAs text that a blank stands for; null where a blank is no value
 * @param zeroIsBlank whether a zero means "not stated"
 * @param keepsRow whether a wrong value is left blank with a warning instead of breaking the row
 */
public record ContractField(
        String name,
        String nameRu,
        FieldType type,
        boolean required,
        FieldSource source,
        List<String> headers,
        Pattern sourcePattern,
        List<String> confirmedBy,
        Derivation derivation,
        String reading,
        Pattern pattern,
        String example,
        Double minimum,
        Double maximum,
        CodeMap codes,
        String reference,
        String checksum,
        String blankAs,
        boolean zeroIsBlank,
        boolean keepsRow)
        implements Serializable {

    /** Whether any text is a good value, so that nothing can be told from its shape. */
    public boolean isFreeText() {
        return type == FieldType.STRING
                && pattern == null
                && codes == null
                && reference == null
                && checksum == null
                && reading == null;
    }
}
