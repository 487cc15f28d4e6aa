package ru.orientir.etl.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.DeclaredRule;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldReading;
import ru.orientir.etl.contract.RecentTexts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.contract.value.ReadValue;
import ru.orientir.etl.reading.LandedRow;
import ru.orientir.etl.reading.Rejection;

/**
 * Gives the values of a landed row their types and checks them by the feed's rules.
 *
 * <p>Input: one landed row. Output: typed values, the reporting year and a rejection for each broken rule. Whether an
 * organization is known, and whether a row is there twice, is told later, over all rows. Not safe for use by several
 * threads at once.
 */
public final class RowConforming {
    private static final int LONGEST_QUOTE = 80;
    private static final int MOST_CODES = 15;

    private final FeedContract contract;
    private final ReferenceCodes references;
    private final ReportingYears years;
    private final List<RowRule> rules;
    private final PlaceInFile place;
    private final RecentTexts<ReadValue>[] valuesOfTexts;
    private final ReadValue[] valuesOfBlanks;
    private final Map<String, Integer> positions;
    private final int yearIndex;

    public RowConforming(FeedContract contract, ReferenceCodes references, ReportingYears years) {
        this.contract = contract;
        this.references = references;
        this.years = years.of(contract);
        this.rules = contract.rules().stream()
                .map(rule -> RowRule.of(rule, contract))
                .toList();
        this.place = new PlaceInFile(contract);
        this.positions = RowRule.Values.positions(contract);
        this.yearIndex = contract.indexOf(contract.reportingYearField());
        this.valuesOfTexts = newArray(contract.fields().size());
        this.valuesOfBlanks = new ReadValue[valuesOfTexts.length];
        for (int i = 0; i < valuesOfTexts.length; i++) {
            ContractField field = contract.fields().get(i);
            valuesOfTexts[i] = new RecentTexts<>(text -> read(field, text, null));
            valuesOfBlanks[i] = read(field, null, null);
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> RecentTexts<V>[] newArray(int length) {
        return (RecentTexts<V>[]) new RecentTexts<?>[length];
    }

    /**
     * @param row a landed row
     * @param fileName name of its file, for messages
     */
    public ConformedRow conform(LandedRow row, String fileName) {
        Object[] values = new Object[contract.fields().size()];
        if (row.note() != null) {
            return new ConformedRow(values, null, List.of(noted(row, fileName)));
        }
        List<Rejection> rejections = new ArrayList<>(0);
        Integer year = reportingYear(row);
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, row, year, fileName, rejections);
        }
        if (year != null && !years.contains(year)) {
            rejections.add(rejection(
                    Rule.YEAR_OUT_OF_RANGE,
                    false,
                    row,
                    fileName,
                    contract.reportingYearField(),
                    accepted(),
                    accepted()));
        }
        if (rejections.isEmpty()
                || rejections.stream().allMatch(rejection -> rejection.severity() == Rejection.Severity.WARNING)) {
            checkRules(row, fileName, new RowRule.Values(contract, positions, values), rejections);
        }
        return new ConformedRow(values, year, List.copyOf(rejections));
    }

    private Integer reportingYear(LandedRow row) {
        Object value = read(yearIndex, row.values()[yearIndex], null).value();
        return value instanceof LocalDate date
                ? Integer.valueOf(date.getYear())
                : value instanceof Integer y ? y : null;
    }

    /** Every text has one value, but for codes that come and go with the years. */
    private ReadValue read(int index, String text, Integer year) {
        ContractField field = contract.fields().get(index);
        if (field.codes() != null && field.codes().differsByYear()) {
            return read(field, text, year);
        }
        return text == null ? valuesOfBlanks[index] : valuesOfTexts[index].of(text);
    }

    private ReadValue read(ContractField field, String text, Integer year) {
        ReadValue read = FieldReading.read(field, text, year);
        boolean isUnknown = field.reference() != null
                && read.value() != null
                && !references.knows(field.reference(), read.value().toString());
        return isUnknown ? ReadValue.broken(Rule.UNKNOWN_CODE.code()) : read;
    }

    private Object value(int index, LandedRow row, Integer year, String fileName, List<Rejection> rejections) {
        ContractField field = contract.fields().get(index);
        ReadValue read = read(index, row.values()[index], year);
        if (read.isBroken()) {
            Rule rule = Rule.ofCode(read.broken()).orElseThrow();
            rejections.add(rejection(
                    rule,
                    field.keepsRow(),
                    row,
                    fileName,
                    field.name(),
                    accepted(rule, field, true),
                    accepted(rule, field, false)));
            return null;
        }
        return read.value();
    }

    private void checkRules(LandedRow row, String fileName, RowRule.Values values, List<Rejection> rejections) {
        for (int i = 0; i < rules.size(); i++) {
            DeclaredRule declared = contract.rules().get(i);
            Optional<RowRule.Finding> finding = rules.get(i).check(values);
            if (finding.isPresent()) {
                String field = pointedAt(finding.get().field());
                RowPlace at = RowPlace.of(row, fileName);
                rejections.add(new Rejection(
                        declared.code(),
                        declared.warning() ? Rejection.Severity.WARNING : Rejection.Severity.ERROR,
                        row.sheet(),
                        row.rowNumber(),
                        place.cell(at, field),
                        place.ru(at, field) + ": " + RowRule.filled(declared.messageRu(), finding.get(), values) + ".",
                        place.en(at, field) + ": " + RowRule.filled(declared.messageEn(), finding.get(), values) + ".",
                        row.maskedRow()));
            }
        }
    }

    /** A computed field is mended in the column it is computed from. */
    private String pointedAt(String field) {
        ContractField declared = contract.field(field);
        return declared.derivation() == null || declared.derivation().from().isEmpty()
                ? field
                : declared.derivation().from().get(0);
    }

    private Rejection noted(LandedRow row, String fileName) {
        int colon = row.note().indexOf(':');
        String code = colon < 0 ? row.note() : row.note().substring(0, colon);
        String field = colon < 0 ? null : row.note().substring(colon + 1);
        Rule rule = Rule.ofCode(code).orElseThrow();
        int index = field == null ? -1 : contract.indexOf(field);
        ContractField declared = index < 0 ? null : contract.fields().get(index);
        return rejection(
                rule, false, row, fileName, field, accepted(rule, declared, true), accepted(rule, declared, false));
    }

    private Rejection rejection(
            Rule rule,
            boolean keepsRow,
            LandedRow row,
            String fileName,
            String field,
            String acceptedRu,
            String acceptedEn) {
        RowPlace at = RowPlace.of(row, fileName);
        int index = field == null ? -1 : contract.indexOf(field);
        String text = index < 0 ? null : row.values()[index];
        String quote = text == null ? "" : "«" + shortened(text) + "» — ";
        String quoteEn = text == null ? "" : "«" + shortened(text) + "»: ";
        return new Rejection(
                rule.code(),
                keepsRow ? Rejection.Severity.WARNING : rule.severity(),
                row.sheet(),
                row.rowNumber(),
                place.cell(at, field),
                place.ru(at, field) + ": " + quote + rule.messageRu(acceptedRu)
                        + (keepsRow ? "; строка принята без этого значения." : "."),
                place.en(at, field) + ": " + quoteEn + rule.messageEn(acceptedEn)
                        + (keepsRow ? "; the row is kept without it." : "."),
                row.maskedRow());
    }

    private String accepted() {
        return years.first() + "–" + years.last();
    }

    private String accepted(Rule rule, ContractField field, boolean russian) {
        return switch (rule) {
            case OUT_OF_RANGE -> field == null ? "" : bounds(field, russian);
            case UNKNOWN_CODE -> field == null ? "" : knownCodes(field, russian);
            case PATTERN ->
                field == null || field.example() == null
                        ? (russian ? "только буквы или цифры этого поля" : "letters or digits of this field only")
                        : (russian ? "образец: " : "such as ") + field.example();
            default -> "";
        };
    }

    private static String bounds(ContractField field, boolean russian) {
        String from =
                field.minimum() == null ? "" : (russian ? "от " : "from ") + RowRule.Values.words(field.minimum());
        String to = field.maximum() == null ? "" : (russian ? "до " : "to ") + RowRule.Values.words(field.maximum());
        return (from + " " + to).strip();
    }

    private String knownCodes(ContractField field, boolean russian) {
        if (field.reference() != null) {
            return some(List.copyOf(references.of(field.reference())));
        }
        if (field.codes() != null) {
            return some(field.codes().words());
        }
        return russian ? "да, нет" : "да (yes), нет (no)";
    }

    private static String some(List<String> words) {
        return String.join(", ", words.subList(0, Math.min(words.size(), MOST_CODES)))
                + (words.size() > MOST_CODES ? ", …" : "");
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
    }
}
