package ru.orientir.dashboards.report;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes compact JSON that may stand inside a {@code <script>} element.
 *
 * <p>{@code <}, {@code >}, {@code &}, U+2028 and U+2029 are always escaped, so that no text of the data can end the
 * element or begin another.
 */
final class Json {

    /** Significant digits kept: far more than anything the page prints. */
    private static final MathContext DIGITS = new MathContext(8);

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    Json object() {
        return open('{');
    }

    Json array() {
        return open('[');
    }

    Json endObject() {
        return close('}');
    }

    Json endArray() {
        return close(']');
    }

    Json name(String name) {
        separate();
        quote(name);
        text.append(':');
        first = true;
        return this;
    }

    /** A text, or null. */
    Json value(String value) {
        separate();
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** A whole number. */
    Json value(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** A number with the digits a reader can see; null, NaN and infinity become null. */
    Json number(Number value) {
        separate();
        if (value == null || !Double.isFinite(value.doubleValue())) {
            text.append("null");
            return this;
        }
        BigDecimal rounded = new BigDecimal(value.toString()).round(DIGITS).stripTrailingZeros();
        text.append(rounded.signum() == 0 ? "0" : rounded.toPlainString());
        return this;
    }

    /** JSON that was written before. */
    Json raw(Json json) {
        separate();
        text.append(json.text);
        return this;
    }

    int length() {
        return text.length();
    }

    private Json open(char bracket) {
        separate();
        text.append(bracket);
        first = true;
        return this;
    }

    private Json close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '<', '>', '&', '\u2028', '\u2029', '\u007f' -> escape(c);
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        escape(c);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private void escape(char c) {
        text.append(String.format("\\u%04x", (int) c));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
