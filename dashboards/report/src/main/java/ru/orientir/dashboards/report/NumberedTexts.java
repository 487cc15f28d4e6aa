package ru.orientir.dashboards.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Repeated texts of the data, each written once; rows hold the number. */
final class NumberedTexts {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** Number of a text, −1 for null. */
    int of(String text) {
        return text == null ? -1 : numbers.computeIfAbsent(text, added -> numbers.size());
    }

    Json json() {
        Json json = new Json().array();
        numbers.keySet().forEach(json::value);
        return json.endArray();
    }
}
