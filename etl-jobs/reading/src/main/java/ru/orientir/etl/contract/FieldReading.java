package ru.orientir.etl.contract;

import java.util.Optional;
import ru.orientir.etl.contract.value.DateText;
import ru.orientir.etl.contract.value.NumberText;
import ru.orientir.etl.contract.value.ReadValue;
import ru.orientir.etl.contract.value.TaxNumber;
import ru.orientir.etl.contract.value.YesNoText;

/** Turns the text of one field into its value by the field's declaration alone; reference lists are not asked here. */
public final class FieldReading {

    private FieldReading() {}

    /**
     * @param field declaration
     * @param text text as landed; null where blank
     * @param reportingYear year whose code words count; null while unknown
     * @return the value, or the code of the rule the text breaks; a blank required field breaks {@code required}
     */
    public static ReadValue read(ContractField field, String text, Integer reportingYear) {
        String stated = text == null ? field.blankAs() : text;
        if (stated == null) {
            return field.required() ? ReadValue.broken("required") : ReadValue.of(null);
        }
        if (stated.startsWith("=")) {
            return ReadValue.broken("formula");
        }
        ReadValue value = typed(field, stated, reportingYear);
        if (value.isBroken()) {
            return value;
        }
        if (value.value() == null) {
            return field.required() ? ReadValue.broken("required") : value;
        }
        return checked(field, value);
    }

    private static ReadValue typed(ContractField field, String text, Integer reportingYear) {
        if (field.codes() != null) {
            Optional<String> code = field.codes().code(text, reportingYear);
            if (code.isEmpty()) {
                return ReadValue.broken("unknown_code");
            }
            return ReadValue.of(code.get());
        }
        if (field.reading() != null) {
            return ValueReading.of(field.reading()).read(text);
        }
        return switch (field.type()) {
            case STRING -> ReadValue.of(text);
            case INTEGER -> NumberText.integer(text);
            case DECIMAL -> NumberText.decimal(text);
            case DATE -> DateText.read(text);
            case BOOLEAN -> YesNoText.read(text);
        };
    }

    private static ReadValue checked(ContractField field, ReadValue read) {
        Object value = read.value();
        if (value instanceof Number number) {
            if (field.zeroIsBlank() && number.doubleValue() == 0) {
                return ReadValue.of(null);
            }
            boolean tooSmall = field.minimum() != null && number.doubleValue() < field.minimum();
            boolean tooLarge = field.maximum() != null && number.doubleValue() > field.maximum();
            return tooSmall || tooLarge ? ReadValue.broken("out_of_range") : read;
        }
        if (value instanceof String text) {
            if (field.pattern() != null && !field.pattern().matcher(text).matches()) {
                return ReadValue.broken("pattern");
            }
            if ("inn".equals(field.checksum()) && !TaxNumber.isInn(text)) {
                return ReadValue.broken("inn_checksum");
            }
            if ("ogrn".equals(field.checksum()) && !TaxNumber.isOgrn(text)) {
                return ReadValue.broken("ogrn_checksum");
            }
        }
        return read;
    }
}
