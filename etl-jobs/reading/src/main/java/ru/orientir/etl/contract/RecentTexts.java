package ru.orientir.etl.contract;

import java.util.function.Function;

/**
 * Remembers what was made of the texts met last, since the cells of a column repeat one another. A text takes the place of
 * an older one, and long texts are not kept, so memory is bounded. Not safe for use by several threads at once.
 */
public final class RecentTexts<V> {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 64;

    private final Function<String, V> making;
    private String[] texts;
    private Object[] values;

    /** @param making what is made of a text, always the same for the same text; may be null */
    public RecentTexts(Function<String, V> making) {
        this.making = making;
    }

    @SuppressWarnings("unchecked")
    public V of(String text) {
        if (text.length() > LONGEST) {
            return making.apply(text);
        }
        if (texts == null) {
            texts = new String[PLACES];
            values = new Object[PLACES];
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        if (!text.equals(texts[place])) {
            values[place] = making.apply(text);
            texts[place] = text;
        }
        return (V) values[place];
    }
}
