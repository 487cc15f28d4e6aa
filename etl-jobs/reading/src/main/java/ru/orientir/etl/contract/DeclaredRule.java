package ru.orientir.etl.contract;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule about several fields of a row, as the contract words it.
 *
 * @param code what the reject is filed under
 * @param kind which of the known rules it is
 * @param warning whether the row is kept
 * @param arguments names of fields and numbers, by name
 * @param messageRu what is wrong and how to mend it; {@code {field}} stands for the value of a field
 * @param messageEn the same in English
 */
public record DeclaredRule(
        String code,
        String kind,
        boolean warning,
        HashMap<String, Object> arguments,
        String messageRu,
        String messageEn)
        implements Serializable {

    /** A field's name or another text. */
    public String text(String argument) {
        Object value = arguments.get(argument);
        if (value == null) {
            throw new InvalidContractException("Rule %s (%s) lacks the argument '%s'".formatted(code, kind, argument));
        }
        return value.toString();
    }

    /** A number; null where the contract names none. */
    public Double number(String argument) {
        Object value = arguments.get(argument);
        return value == null ? null : Double.valueOf(value.toString());
    }

    /** A list of texts. */
    public List<String> texts(String argument) {
        Object value = arguments.get(argument);
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        return List.of(text(argument));
    }

    /** Fields and the values they are compared with. */
    public Map<String, List<String>> conditions(String argument) {
        Map<String, List<String>> conditions = new HashMap<>();
        if (arguments.get(argument) instanceof Map<?, ?> map) {
            map.forEach((field, values) -> conditions.put(
                    field.toString(),
                    values instanceof List<?> list
                            ? list.stream().map(Object::toString).toList()
                            : List.of(values.toString())));
        }
        return conditions;
    }
}
