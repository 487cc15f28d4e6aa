package ru.orientir.etl.reading;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import ru.orientir.etl.contract.Derivation;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.contract.PrivateColumn;
import ru.orientir.etl.contract.value.DateText;

/**
 * Turns the values of one row into a landed row: identities give way to their pseudonym, and a row that looks shifted, so
 * that an identity may stand in any cell, keeps nothing but its shape.
 */
final class RowLanding {
    private static final int SHORTEST_ECHO = 4;

    private final FeedContract contract;
    private final Pseudonymiser pseudonymiser;
    private final TextFindings findings;
    private final Consumer<LandedRow> rows;
    private final boolean hasIdentities;
    private final boolean[] isOfTemplate;
    private final int[][] sources;
    private final TreeSet<Integer> years = new TreeSet<>();
    private final int yearIndex;
    private long landed;
    private long leftOut;
    private long blank;
    private long rowsWithoutYear;

    RowLanding(FeedContract contract, Pseudonymiser pseudonymiser, TextFindings findings, Consumer<LandedRow> rows) {
        this.contract = contract;
        this.pseudonymiser = pseudonymiser;
        this.findings = findings;
        this.rows = rows;
        this.hasIdentities = contract.hasIdentities();
        this.sources = sources(contract);
        this.yearIndex = contract.indexOf(contract.reportingYearField());
        this.isOfTemplate = new boolean[contract.fields().size()];
        contract.form().unfilledExcept().forEach(field -> isOfTemplate[contract.indexOf(field)] = true);
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
            RowCells cells,
            String broken) {}

    void blank() {
        blank++;
    }

    /** A row that the form itself holds; people sign forms, so nothing but its shape is kept. */
    void leaveOut(String rule, RawRow row) {
        leftOut++;
        hand(row, rule, new String[contract.fields().size()], null, withoutZeros(shape(row)));
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
                shapes[i] = withoutZeros(ShapeMask.of(row.fields()[i]));
            }
            hand(row, note, shapes, null, withoutZeros(shape(row)));
            return;
        }
        String[] values = row.fields().clone();
        List<String> persons = hasIdentities ? identities(row) : misplacedPersons(row);
        hide(persons, values);
        derive(row, values);
        noteYear(values);
        ShownCells shown = row.cells().shownBy(row.fields(), persons);
        for (int i = 0; i < values.length; i++) {
            String whole = values[i];
            values[i] = withoutZeros(whole);
            shown = values[i] == whole ? shown : null;
        }
        hand(row, null, values, shown, shown == null ? withoutZeros(plain(row, persons)) : null);
    }

    private void hand(RawRow row, String note, String[] values, ShownCells shown, String masked) {
        landed++;
        rows.accept(new LandedRow(row.sheet(), row.number(), row.layout(), note, values, shown, masked));
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
        return row.broken() == null || hasNoText(row.cells());
    }

    private static boolean hasNoText(RowCells cells) {
        for (int i = 0; i < cells.count(); i++) {
            if (cells.text(i) != null) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnfilled(RawRow row) {
        if (contract.form().unfilledExcept().isEmpty()) {
            return false;
        }
        for (int i = 0; i < row.fields().length; i++) {
            if (row.fields()[i] != null && !isOfTemplate[i]) {
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
            } else if (!findings.isSoundIdentity(i, text)) {
                String rule = column.kind() == PrivateColumn.Kind.BIRTH_DATE ? "not_a_date" : "pattern";
                return rule + ":" + column.name();
            }
        }
        for (int i = 0; i < row.fields().length; i++) {
            String text = row.fields()[i];
            String broken = text == null ? null : findings.brokenRule(i, text);
            if (broken != null) {
                return broken;
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
                echoes.add(findings.normalised(identity));
            }
        }
        return echoes;
    }

    /** In a feed that asks for no person: persons that stand where a number, date or code belongs. */
    private List<String> misplacedPersons(RawRow row) {
        List<String> persons = List.of();
        for (int i = 0; i < row.fields().length; i++) {
            String text = row.fields()[i];
            if (text != null && findings.isMisplacedPerson(i, text)) {
                persons = persons.isEmpty() ? new ArrayList<>() : persons;
                persons.add(findings.normalised(text));
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
        String normalised = findings.normalised(text);
        for (String echo : echoes) {
            if (normalised.contains(echo)) {
                return true;
            }
        }
        return false;
    }

    private void derive(RawRow row, String[] values) {
        for (int i = 0; i < values.length; i++) {
            Derivation derivation = contract.fields().get(i).derivation();
            if (derivation != null) {
                values[i] = switch (derivation.kind()) {
                    case PSEUDONYM -> pseudonymiser.pseudonym(parts(i, row));
                    case PSEUDONYM_KEY -> pseudonymiser.keyId();
                    case AGE -> age(DateText.parse(part(sources[i][0], row)), DateText.parse(part(sources[i][1], row)));
                };
            }
        }
    }

    private List<String> parts(int field, RawRow row) {
        String[] parts = new String[sources[field].length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(sources[field][i], row);
        }
        return Arrays.asList(parts);
    }

    private static String part(int source, RawRow row) {
        String text = source >= 0 ? row.fields()[source] : row.identities()[-1 - source];
        return text == null ? "" : text;
    }

    /** Where each derived field's parts are: positions of fields, and of private columns counted down from −1. */
    private static int[][] sources(FeedContract contract) {
        List<String> identities =
                contract.privateColumns().stream().map(PrivateColumn::name).toList();
        return contract.fields().stream()
                .map(field -> field.derivation() == null
                        ? new int[0]
                        : field.derivation().from().stream()
                                .mapToInt(name -> identities.contains(name)
                                        ? -1 - identities.indexOf(name)
                                        : contract.indexOf(name))
                                .toArray())
                .toArray(int[][]::new);
    }

    private static String age(LocalDate birth, LocalDate day) {
        if (birth == null || day == null) {
            return null;
        }
        long years = ChronoUnit.YEARS.between(birth, day);
        return String.valueOf(day.isBefore(birth) ? Math.min(years, 0) - 1 : years);
    }

    private void noteYear(String[] values) {
        Integer year = findings.year(values[yearIndex]);
        if (year.equals(TextFindings.NO_YEAR)) {
            rowsWithoutYear++;
        } else {
            years.add(year);
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
        RowCells cells = row.cells();
        MaskedRow masked = new MaskedRow();
        for (int i = 0; i < cells.count(); i++) {
            String text = cells.text(i);
            masked.append(text != null && cells.isHidden(i) ? MaskedRow.HIDDEN : ShapeMask.of(text));
        }
        return masked.toString();
    }

    private String plain(RawRow row, List<String> echoes) {
        RowCells cells = row.cells();
        MaskedRow masked = new MaskedRow();
        for (int i = 0; i < cells.count(); i++) {
            String text = cells.text(i);
            if (text != null && cells.isHidden(i)) {
                text = MaskedRow.HIDDEN;
            } else if (text != null && repeats(text, echoes)) {
                text = ShapeMask.of(text);
            }
            masked.append(text);
        }
        return masked.toString();
    }
}
