package ru.orientir.etl.contract.value;

/**
 * What became of a text.
 *
 * @param value the value; null where the text could not be read, or says that there is none
 * @param broken code of the rule that the text breaks; null where it is fine
 */
public record ReadValue(Object value, String broken) {

    public static ReadValue of(Object value) {
        return new ReadValue(value, null);
    }

    public static ReadValue broken(String rule) {
        return new ReadValue(null, rule);
    }

    public boolean isBroken() {
        return broken != null;
    }
}
