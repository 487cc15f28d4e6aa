package ru.orientir.etl.extract;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes people's contacts out of a raw vacancy before it is written anywhere: whole fields by their name, phones and
 * e-mail addresses inside texts. Keys come out sorted, so equal vacancies give equal text.
 */
final class VacancyPersonalData {

    private static final Pattern PERSONAL_KEY = Pattern.compile(
            "contact.*|.*phone.*|.*e?mail.*|fax.*|.*person|.*skype.*|.*telegram.*|.*whatsapp.*|idowner|hrmanager.*");
    /** An address begins where a word does: tried at each letter of a long word, it would take the square of its length. */
    private static final Pattern EMAIL =
            Pattern.compile("(?:(?<![\\p{L}\\p{N}._%+-])|\\G)[\\p{L}\\p{N}._%+-]++@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}");

    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:\\+7|8)[\\s(-]*\\d{3,5}[\\s)-]*\\d{1,3}[\\s-]*\\d{2}[\\s-]*\\d{2}(?![\\p{L}\\p{N}])");
    private static final Pattern ONLY_DIGITS = Pattern.compile("\\d*");
    private static final String REMOVED = "[…]";

    private VacancyPersonalData() {}

    static JsonNode removedFrom(JsonNode node, JsonMapper mapper) {
        if (node.isObject()) {
            return removedFromObject(node, mapper);
        }
        if (node.isArray()) {
            ArrayNode kept = mapper.createArrayNode();
            node.forEach(element -> kept.add(removedFrom(element, mapper)));
            return kept;
        }
        if (node.isString() && !ONLY_DIGITS.matcher(node.stringValue()).matches()) {
            String text = EMAIL.matcher(node.stringValue()).replaceAll(REMOVED);
            return mapper.getNodeFactory().stringNode(PHONE.matcher(text).replaceAll(REMOVED));
        }
        return node;
    }

    private static ObjectNode removedFromObject(JsonNode object, JsonMapper mapper) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> {
            String plainKey = field.getKey().replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
            if (!PERSONAL_KEY.matcher(plainKey).matches()) {
                sorted.put(field.getKey(), removedFrom(field.getValue(), mapper));
            }
        });
        ObjectNode kept = mapper.createObjectNode();
        sorted.forEach(kept::set);
        return kept;
    }
}
