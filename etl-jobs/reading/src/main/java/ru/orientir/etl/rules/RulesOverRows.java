package ru.orientir.etl.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.reading.Rejection;

/**
 * The rules that no row breaks alone, with what senders are told: the same for a file that is checked before it is sent and
 * for the load. Who asks has found the rows; here it is said what is wrong with them.
 */
public final class RulesOverRows {
    private static final String ORGANIZATION = "organization_id";
    private static final long REJECTED_COUNT_FROM = 20;

    private final FeedContract contract;
    private final PlaceInFile place;

    public RulesOverRows(FeedContract contract) {
        this.contract = contract;
        this.place = new PlaceInFile(contract);
    }

    /**
     * The rule {@code duplicate}: another row with the same business key counts.
     *
     * @param kept the row that counts; its layout is not asked for
     */
    public Rejection duplicate(RowPlace row, RowPlace kept, String maskedRow) {
        boolean isOtherFile = !kept.fileName().equals(row.fileName());
        return rejection(
                Rule.DUPLICATE.code(),
                row,
                null,
                place.rowRu(row) + ": "
                        + Rule.DUPLICATE.messageRu(
                                place.keptRu(kept, row) + (isOtherFile ? " файла «" + kept.fileName() + "»" : "")),
                place.rowEn(row) + ": "
                        + Rule.DUPLICATE.messageEn(
                                place.keptEn(kept, row) + (isOtherFile ? " of file «" + kept.fileName() + "»" : "")),
                maskedRow);
    }

    /** The rule {@code unknown_code} for an organization that the register does not have. */
    public Rejection unknownOrganization(RowPlace row, String organization, String maskedRow) {
        return rejection(
                Rule.UNKNOWN_CODE.code(),
                row,
                place.cell(row, ORGANIZATION),
                "%s: организации с кодом «%s» нет в реестре; исправьте код или передайте её в реестр организаций"
                        .formatted(place.rowRu(row), organization),
                "%s: no organization «%s» in the register; correct the code or have it registered"
                        .formatted(place.rowEn(row), organization),
                maskedRow);
    }

    private static Rejection rejection(
            String rule, RowPlace row, String cell, String messageRu, String messageEn, String maskedRow) {
        return new Rejection(
                rule,
                Rejection.Severity.ERROR,
                row.sheet(),
                row.rowNumber(),
                cell,
                messageRu + ".",
                messageEn + ".",
                maskedRow);
    }

    /** A row of which only the conformed values are at hand, for people to look at. */
    public String maskedRow(Function<String, Object> valueOfField) {
        List<ContractField> shown = contract.fields().stream()
                .filter(field ->
                        field.source() != FieldSource.DERIVED && !field.name().equals("reporting_year"))
                .toList();
        return shown.stream()
                .map(field -> valueOfField.apply(field.name()))
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining("; "));
    }

    /**
     * The rule {@code too_many_rejected}: a file with too large a share of wrong rows is refused whole.
     *
     * @param highestShare share of rejected rows, 0 to 1, that the settings allow; the contract may allow less
     * @param rows data rows of the file, left-out rows not counted
     * @param rejected rows among them that break a rule of their own; few of them never refuse a file
     */
    public Optional<Rejection> tooManyRejected(double highestShare, String fileName, long rows, long rejected) {
        double limit = Math.min(contract.maxRejectedShare(), highestShare);
        if (rejected < REJECTED_COUNT_FROM || rejected <= rows * limit) {
            return Optional.empty();
        }
        String name = PlaceInFile.shortName(fileName);
        return Optional.of(new Rejection(
                "too_many_rejected",
                Rejection.Severity.FILE,
                null,
                null,
                null,
                "Файл «%s»: отклонено строк: %d из %d, это больше допустимых %.0f %%. Проверьте, та ли это форма, исправьте строки и пришлите файл снова."
                        .formatted(name, rejected, rows, limit * 100),
                "File «%s»: %d of %d rows were rejected, more than the %.0f %% allowed. Check that this is the right form, correct the rows and send the file again."
                        .formatted(name, rejected, rows, limit * 100),
                null));
    }
}
