package ru.orientir.etl.land;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldReading;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.contract.FieldType;
import ru.orientir.etl.contract.FileForm;
import ru.orientir.etl.contract.PrivateColumn;
import ru.orientir.etl.contract.value.DateText;
import ru.orientir.etl.contract.value.ReadValue;

/**
 * Turns the values of one row into a landed row: identities give way to their pseudonym, and a row that looks shifted, so
 * that an identity may stand in any cell, keeps nothing but its shape.
 */
final class RowLanding {
    private static final int SHORTEST_ECHO = 4;
    private static final int MOST_REMEMBERED = 1_000;
    private static final int LONGEST_MASKED = 2_000;
    private static final String HIDDEN = "***";
    private static final String SEPARATOR = " | ";

    private final FeedContract contract;
    private final Pseudonymiser pseudonymiser;
    private final Consumer<LandedRow> rows;
    private final boolean hasIdentities;
    private final TreeSet<Integer> years = new TreeSet<>();
    private final HashMap<String, String> normalisedTexts = new HashMap<>();
    private final int yearIndex;
    private long landed;
    private long leftOut;
    private long blank;
    private long rowsWithoutYear;

    RowLanding(FeedContract contract, Pseudonymiser pseudonymiser, Consumer<LandedRow> rows) {
        this.contract = contract;
        this.pseudonymiser = pseudonymiser;
        this.rows = rows;
        this.hasIdentities = contract.hasIdentities();
        this.yearIndex = contract.indexOf(contract.reportingYearField());
    }

    /**
     * One row as read.
     *
     * @param fields text of each landed field, null where blank or derived
     * @param identities text of each private column, null where blank
     * @param cells the cells of the row for people to look at
     * @param broken rule that the row as a whole breaks, so that any of its cells may hold anything; null for a sound row
     */
    record RawRow(
            String sheet,
            int number,
            String layout,
            String[] fields,
            String[] identities,
            List<Cell> cells,
            String broken) {}

    /** One cell of a row: {@code hidden} for a private column. */
    record Cell(String text, boolean hidden) {}

    void blank() {
        blank++;
    }

    /** A row that the form itself holds; people sign forms, so nothing but its shape is kept. */
    void leaveOut(String rule, RawRow row) {
        leftOut++;
        hand(row, rule, new String[contract.fields().size()], shape(row));
    }

    void land(RawRow row) {
        if (isBlank(row)) {
            blank++;
            return;
        }
        if (isUnfilled(row)) {
            leaveOut("unfilled_row", row);
            return;
        }
        String note = row.broken() != null ? row.broken() : hasIdentities ? brokenIdentity(row) : null;
        if (note != null) {
            String[] shapes = new String[row.fields().length];
            for (int i = 0; i < shapes.length; i++) {
                shapes[i] = ShapeMask.of(row.fields()[i]);
            }
            hand(row, note, shapes, shape(row));
            return;
        }
        String[] values = row.fields().clone();
        List<String> persons = hasIdentities ? identities(row) : misplacedPersons(row);
        hide(persons, values);
        derive(row, values);
        noteYear(values);
        hand(row, null, values, plain(row, persons));
    }

    private void hand(RawRow row, String note, String[] values, String masked) {
        landed++;
        for (int i = 0; i < values.length; i++) {
            values[i] = withoutZeros(values[i]);
        }
        rows.accept(new LandedRow(row.sheet(), row.number(), row.layout(), note, values, withoutZeros(masked)));
    }

    /** A zero character shows nowhere, and no database takes it. */
    private static String withoutZeros(String text) {
        if (text == null || text.indexOf('\0') < 0) {
            return text;
        }
        String rest = text.replace("\0", "");
        return rest.isBlank() ? null : rest;
    }

    private boolean isBlank(RawRow row) {
        for (int i = 0; i < row.fields().length; i++) {
            if (row.fields()[i] != null && contract.fields().get(i).source() == FieldSource.COLUMN) {
                return false;
            }
        }
        for (String identity : row.identities()) {
            if (identity != null) {
                return false;
            }
        }
        return row.broken() == null || row.cells().stream().allMatch(cell -> cell.text() == null);
    }

    private boolean isUnfilled(RawRow row) {
        List<String> template = contract.form().unfilledExcept();
        if (template.isEmpty()) {
            return false;
        }
        for (int i = 0; i < row.fields().length; i++) {
            if (row.fields()[i] != null
                    && !template.contains(contract.fields().get(i).name())) {
                return false;
            }
        }
        return true;
    }

    /** Rule and column that show the row to be shifted or an identity to be misplaced; null for a sound row. */
    private String brokenIdentity(RawRow row) {
        for (int i = 0; i < row.identities().length; i++) {
            PrivateColumn column = contract.privateColumns().get(i);
            String text = row.identities()[i];
            if (text == null) {
                if (column.required()) {
                    return "required:" + column.name();
                }
                continue;
            }
            boolean sound =
                    switch (column.kind()) {
                        case NAME -> IdentityText.isName(text);
                        case BIRTH_DATE -> DateText.parse(text) != null;
                        case PERSON_NUMBER -> IdentityText.isPersonNumber(text);
                        case DROPPED -> true;
                    };
            if (!sound) {
                String rule = column.kind() == PrivateColumn.Kind.BIRTH_DATE ? "not_a_date" : "pattern";
                return rule + ":" + column.name();
            }
        }
        for (int i = 0; i < row.fields().length; i++) {
            ContractField field = contract.fields().get(i);
            String text = row.fields()[i];
            if (text == null || field.isFreeText() || field.source() != FieldSource.COLUMN) {
                continue;
            }
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
        }
        return null;
    }

    /** Names and numbers of the row's person, which other cells may repeat. */
    private List<String> identities(RawRow row) {
        List<String> echoes = new ArrayList<>();
        for (int i = 0; i < row.identities().length; i++) {
            String identity = row.identities()[i];
            PrivateColumn.Kind kind = contract.privateColumns().get(i).kind();
            boolean telling = kind == PrivateColumn.Kind.PERSON_NUMBER || kind == PrivateColumn.Kind.NAME;
            if (identity != null && telling && identity.length() >= SHORTEST_ECHO) {
                echoes.add(Pseudonymiser.normalisedText(identity));
            }
        }
        return echoes;
    }

    /** In a feed that asks for no person: persons that stand where a number, date or code belongs. */
    private List<String> misplacedPersons(RawRow row) {
        List<String> persons = new ArrayList<>();
        for (int i = 0; i < row.fields().length; i++) {
            ContractField field = contract.fields().get(i);
            String text = row.fields()[i];
            boolean tells = text != null
                    && field.source() == FieldSource.COLUMN
                    && !field.isFreeText()
                    && IdentityText.tellsPerson(text);
            if (tells && FieldReading.read(field, text, null).isBroken()) {
                persons.add(Pseudonymiser.normalisedText(text));
            }
        }
        return persons;
    }

    private void hide(List<String> persons, String[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && repeats(values[i], persons)) {
                values[i] = ShapeMask.of(values[i]);
            }
        }
    }

    private boolean repeats(String text, List<String> echoes) {
        if (echoes.isEmpty() || text.length() < SHORTEST_ECHO) {
            return false;
        }
        String normalised = normalisedTexts.get(text);
        if (normalised == null) {
            normalised = Pseudonymiser.normalisedText(text);
            if (normalisedTexts.size() >= MOST_REMEMBERED) {
                normalisedTexts.clear();
            }
            normalisedTexts.put(text, normalised);
        }
        for (String echo : echoes) {
            if (normalised.contains(echo)) {
                return true;
            }
        }
        return false;
    }

    private void derive(RawRow row, String[] values) {
        for (int i = 0; i < values.length; i++) {
            ContractField field = contract.fields().get(i);
            if (field.derivation() != null) {
                List<String> parts = field.derivation().from().stream()
                        .map(name -> textOf(name, row))
                        .toList();
                values[i] = switch (field.derivation().kind()) {
                    case PSEUDONYM -> pseudonymiser.pseudonym(parts);
                    case PSEUDONYM_KEY -> pseudonymiser.keyId();
                    case AGE -> age(DateText.parse(parts.get(0)), DateText.parse(parts.get(1)));
                };
            }
        }
    }

    private String textOf(String name, RawRow row) {
        for (int i = 0; i < row.identities().length; i++) {
            if (contract.privateColumns().get(i).name().equals(name)) {
                return Objects.requireNonNullElse(row.identities()[i], "");
            }
        }
        return Objects.requireNonNullElse(row.fields()[contract.indexOf(name)], "");
    }

    private static String age(LocalDate birth, LocalDate day) {
        if (birth == null || day == null) {
            return null;
        }
        long years = ChronoUnit.YEARS.between(birth, day);
        return String.valueOf(day.isBefore(birth) ? Math.min(years, 0) - 1 : years);
    }

    private void noteYear(String[] values) {
        ReadValue value = FieldReading.read(contract.fields().get(yearIndex), values[yearIndex], null);
        if (value.value() instanceof LocalDate date) {
            years.add(date.getYear());
        } else if (value.value() instanceof Integer year) {
            years.add(year);
        } else {
            rowsWithoutYear++;
        }
    }

    /** Reporting years of the rows so far; empty when most rows tell none. */
    TreeSet<Integer> years() {
        return rowsWithoutYear * 2 > landed ? new TreeSet<>() : years;
    }

    ReadCounts counts(List<String> noticesRu) {
        return new ReadCounts(landed, leftOut, blank, List.copyOf(noticesRu));
    }

    /** Rows that hold data, sound or not. */
    long dataRows() {
        return landed - leftOut;
    }

    long leftOutRows() {
        return leftOut;
    }

    private static String shape(RawRow row) {
        StringBuilder masked = new StringBuilder();
        for (Cell cell : row.cells()) {
            append(masked, cell.hidden() && cell.text() != null ? HIDDEN : ShapeMask.of(cell.text()));
        }
        return masked.toString();
    }

    private String plain(RawRow row, List<String> echoes) {
        StringBuilder masked = new StringBuilder();
        for (Cell cell : row.cells()) {
            String text = cell.text();
            if (text != null && cell.hidden()) {
                text = HIDDEN;
            } else if (text != null && repeats(text, echoes)) {
                text = ShapeMask.of(text);
            }
            append(masked, text);
        }
        return masked.toString();
    }

    private static void append(StringBuilder masked, String text) {
        if (masked.length() >= LONGEST_MASKED) {
            return;
        }
        if (masked.length() > 0) {
            masked.append(SEPARATOR);
        }
        masked.append(text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_MASKED)));
    }

    /** Whether a text is one that the form itself holds beside the data. */
    static String leftOutRule(FileForm form, String firstText) {
        for (FileForm.LeftOut rows : form.leftOut()) {
            if (rows.pattern().matcher(firstText).matches()) {
                return rows.rule();
            }
        }
        return null;
    }
}
