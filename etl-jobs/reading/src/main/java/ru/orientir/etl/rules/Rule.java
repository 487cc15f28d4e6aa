package ru.orientir.etl.rules;

import java.util.Locale;
import java.util.Optional;
import ru.orientir.etl.reading.Rejection.Severity;

/**
 * The rules every feed shares, with what senders are told. {@code %s} stands for what is accepted, where the rule has such.
 */
public enum Rule {
    REQUIRED(
            Severity.ERROR,
            "не заполнено обязательное поле; впишите значение",
            "a required value is missing; fill it in"),
    NOT_A_DATE(
            Severity.ERROR,
            "нужна дата вида 31.12.2023; исправьте запись, проверьте число и месяц",
            "a date such as 31.12.2023 is needed; correct it, check day and month"),
    NOT_A_NUMBER(Severity.ERROR, "нужно число; уберите буквы и знаки", "a number is needed; remove letters and signs"),
    DECIMAL_COMMA(
            Severity.ERROR,
            "нужно целое число; уберите дробную часть",
            "a whole number is needed; remove the fraction"),
    OUT_OF_RANGE(
            Severity.ERROR,
            "число вне допустимых границ (%s); исправьте значение",
            "the number is out of bounds (%s); correct it"),
    UNKNOWN_CODE(
            Severity.ERROR,
            "такого значения нет в списке; допустимы: %s",
            "the value is not in the list; accepted: %s"),
    PATTERN(
            Severity.ERROR,
            "запись не того вида (%s); исправьте значение",
            "the value has another form (%s); correct it"),
    INN_CHECKSUM(
            Severity.ERROR,
            "контрольные цифры ИНН не сходятся; проверьте номер, в нём 10 или 12 цифр",
            "the check digits of the INN do not agree; check the number, it has 10 or 12 digits"),
    OGRN_CHECKSUM(
            Severity.ERROR,
            "контрольная цифра ОГРН не сходится; проверьте номер, в нём 13 или 15 цифр",
            "the check digit of the OGRN does not agree; check the number, it has 13 or 15 digits"),
    FORMULA(
            Severity.ERROR,
            "в ячейке формула, а нужно само значение; вставьте значение вместо формулы",
            "the cell holds a formula; paste the value in its place"),
    YEAR_OUT_OF_RANGE(
            Severity.ERROR,
            "год вне принимаемых (%s); проверьте дату",
            "the year is not taken in (%s); check the date"),
    COLUMN_COUNT(
            Severity.ERROR,
            "число граф не такое, как в заголовке; проверьте разделители и кавычки в строке",
            "the number of cells differs from the header's; check delimiters and quotation marks"),
    NOT_A_RECORD(
            Severity.ERROR,
            "здесь не запись, а отдельное значение; оставьте в списке только записи {…}",
            "this is no record but a single value; keep only records {…} in the list"),
    DUPLICATE(
            Severity.ERROR, "такая же запись уже есть %s; оставьте одну", "the same record is in %s already; keep one"),
    SUBTOTAL_ROW(Severity.INFO, "строка итогов не загружается; делать ничего не нужно", "a subtotal; nothing to do"),
    FOOTNOTE_ROW(Severity.INFO, "примечание не загружается; делать ничего не нужно", "a footnote; nothing to do"),
    UNFILLED_ROW(
            Severity.INFO,
            "строка формы не заполнена и не загружается; если данные есть, впишите их",
            "an unfilled row of the form; fill it in if there are data");

    private final Severity severity;
    private final String messageRu;
    private final String messageEn;

    Rule(Severity severity, String messageRu, String messageEn) {
        this.severity = severity;
        this.messageRu = messageRu;
        this.messageEn = messageEn;
    }

    /** The code the rule is filed under. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Severity severity() {
        return severity;
    }

    public String messageRu(String accepted) {
        return messageRu.formatted(accepted);
    }

    public String messageEn(String accepted) {
        return messageEn.formatted(accepted);
    }

    /** The shared rule of a code; none where the code belongs to a contract's own rule. */
    public static Optional<Rule> ofCode(String code) {
        for (Rule rule : values()) {
            if (rule.code().equals(code)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
