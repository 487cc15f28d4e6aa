package ru.orientir.etl.reading;

import java.time.LocalDate;
import ru.orientir.etl.contract.CanonicalText;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldReading;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.contract.FieldType;
import ru.orientir.etl.contract.FileForm;
import ru.orientir.etl.contract.PrivateColumn;
import ru.orientir.etl.contract.RecentTexts;
import ru.orientir.etl.contract.value.DateText;
import ru.orientir.etl.contract.value.ReadValue;

/** What the texts in the columns of a feed tell, found once a text as long as it is remembered. */
final class TextFindings {
    /** Stands for a year that a text does not tell. */
    static final Integer NO_YEAR = Integer.MIN_VALUE;

    private final RecentTexts<String>[] brokenRules;
    private final RecentTexts<Boolean>[] misplacedPersons;
    private final RecentTexts<Boolean>[] blankMarkers;
    private final RecentTexts<Boolean>[] soundIdentities;
    private final RecentTexts<String> normalised = new RecentTexts<>(Pseudonymiser::normalisedText);
    private final RecentTexts<String> leftOutRules;
    private final RecentTexts<Integer> years;
    private final Integer yearOfBlank;

    TextFindings(FeedContract contract) {
        this.brokenRules = newArray(contract.fields().size());
        this.misplacedPersons = newArray(contract.fields().size());
        for (int i = 0; i < brokenRules.length; i++) {
            ContractField field = contract.fields().get(i);
            if (!field.isFreeText() && field.source() == FieldSource.COLUMN) {
                brokenRules[i] = new RecentTexts<>(text -> brokenRule(field, text));
                misplacedPersons[i] = new RecentTexts<>(text -> isMisplacedPerson(field, text));
            }
        }
        this.blankMarkers = newArray(contract.fields().size());
        for (int i = 0; i < blankMarkers.length; i++) {
            FieldType type = contract.fields().get(i).type();
            boolean hasMarkers = type == FieldType.INTEGER || type == FieldType.DECIMAL || type == FieldType.DATE;
            if (hasMarkers && !contract.form().blankMarkers().isEmpty()) {
                blankMarkers[i] = new RecentTexts<>(text -> isBlankMarker(contract.form(), text));
            }
        }
        this.soundIdentities = newArray(contract.privateColumns().size());
        for (int i = 0; i < soundIdentities.length; i++) {
            PrivateColumn.Kind kind = contract.privateColumns().get(i).kind();
            if (kind != PrivateColumn.Kind.DROPPED) {
                soundIdentities[i] = new RecentTexts<>(text -> isSound(kind, text));
            }
        }
        this.leftOutRules = new RecentTexts<>(text -> leftOutRule(contract.form(), text));
        ContractField yearField = contract.field(contract.reportingYearField());
        this.years = new RecentTexts<>(text -> year(yearField, text));
        this.yearOfBlank = year(yearField, null);
    }

    @SuppressWarnings("unchecked")
    private static <V> RecentTexts<V>[] newArray(int length) {
        return (RecentTexts<V>[]) new RecentTexts<?>[length];
    }

    /** Rule and field, where a field's text shows the row to be shifted or an identity to be misplaced; else null. */
    String brokenRule(int field, String text) {
        return brokenRules[field] == null ? null : brokenRules[field].of(text);
    }

    private static String brokenRule(ContractField field, String text) {
        boolean isStrayDate = field.type() != FieldType.DATE && DateText.parse(text) != null;
        if (isStrayDate || IdentityText.mayTellPerson(text)) {
            ReadValue value = FieldReading.read(field, text, null);
            if (value.isBroken()) {
                return value.broken() + ":" + field.name();
            }
            if (field.reference() != null && IdentityText.isNameLike(text)) {
                return "unknown_code:" + field.name();
            }
        }
        return null;
    }

    /** Whether a text stands for a blank in a number or date. */
    boolean isBlankMarker(int field, String text) {
        return blankMarkers[field] != null && blankMarkers[field].of(text);
    }

    private static boolean isBlankMarker(FileForm form, String text) {
        return form.blankMarkers().contains(text) || form.blankMarkers().contains(CanonicalText.of(text));
    }

    /** Whether a person stands where a number, date or code belongs. */
    boolean isMisplacedPerson(int field, String text) {
        return misplacedPersons[field] != null && misplacedPersons[field].of(text);
    }

    private static boolean isMisplacedPerson(ContractField field, String text) {
        return IdentityText.tellsPerson(text)
                && FieldReading.read(field, text, null).isBroken();
    }

    /** Whether a private column holds what it should. */
    boolean isSoundIdentity(int column, String text) {
        return soundIdentities[column] == null || soundIdentities[column].of(text);
    }

    private static boolean isSound(PrivateColumn.Kind kind, String text) {
        return switch (kind) {
            case NAME -> IdentityText.isName(text);
            case BIRTH_DATE -> DateText.parse(text) != null;
            case PERSON_NUMBER -> IdentityText.isPersonNumber(text);
            case DROPPED -> true;
        };
    }

    /** The text in the form in which names and numbers of persons are compared. */
    String normalised(String text) {
        return normalised.of(text);
    }

    /** The rule of a row that the form itself holds beside the data, told by its first text; null for data. */
    String leftOutRule(String firstText) {
        return leftOutRules.of(firstText);
    }

    private static String leftOutRule(FileForm form, String firstText) {
        for (FileForm.LeftOut rows : form.leftOut()) {
            if (rows.pattern().matcher(firstText).matches()) {
                return rows.rule();
            }
        }
        return null;
    }

    /** The year that the text of the reporting year's field tells, or {@link #NO_YEAR}. */
    Integer year(String text) {
        return text == null ? yearOfBlank : years.of(text);
    }

    private static Integer year(ContractField field, String text) {
        Object value = FieldReading.read(field, text, null).value();
        return value instanceof LocalDate date
                ? Integer.valueOf(date.getYear())
                : value instanceof Integer year ? year : NO_YEAR;
    }
}
