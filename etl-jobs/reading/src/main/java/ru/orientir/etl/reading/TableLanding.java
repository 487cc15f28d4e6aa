package ru.orientir.etl.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import ru.orientir.etl.contract.CanonicalText;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldReading;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.contract.value.ReadValue;

/** One table of a file: finds the header, the labelled values above it, and lands the rows below. */
final class TableLanding {
    private static final int NO_FIELD = -1;
    private static final int MOST_REMEMBERED = 1_000;

    private final FeedContract contract;
    private final RowLanding landing;
    private final TextFindings findings;
    private final Refusals refusals;
    private final String fileName;
    private final String sheet;
    private final boolean fixedWidth;
    private final IntFunction<String> columnName;
    private final List<Row> offered = new ArrayList<>();
    private final int offeredLimit;

    private TableHeader header;
    private String layout;
    private String[] constants;
    private boolean[] hidden;
    private int[] fieldOfColumn;
    private final Map<Long, ShownCells> shownByFilled = new HashMap<>();

    private record Row(int number, String[] cells) {}

    /**
     * @param sheet name of the sheet, null for a file without sheets
     * @param fixedWidth whether every row must have as many cells as the header
     * @param columnName what people call a column, from its position
     */
    TableLanding(
            FeedContract contract,
            RowLanding landing,
            TextFindings findings,
            Refusals refusals,
            String fileName,
            String sheet,
            boolean fixedWidth,
            IntFunction<String> columnName) {
        this.contract = contract;
        this.landing = landing;
        this.findings = findings;
        this.refusals = refusals;
        this.fileName = fileName;
        this.sheet = sheet;
        this.fixedWidth = fixedWidth;
        this.columnName = columnName;
        this.offeredLimit = contract.form().headerSearchRows() + contract.form().headerRows();
    }

    /** The next row; blank cells are null. */
    void accept(int number, String[] cells) throws RefusedFile {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = emptyToNull(cells[i]);
        }
        if (header != null) {
            land(number, cells);
            return;
        }
        offered.add(new Row(number, cells));
        if (offered.size() >= offeredLimit) {
            settleHeader();
        }
    }

    /** The table has ended. */
    void finish() throws RefusedFile {
        if (header == null) {
            settleHeader();
        }
    }

    private void settleHeader() throws RefusedFile {
        TableHeader best =
                TableHeader.best(contract, offered.stream().map(Row::cells).toList());
        if (best == null || !best.missing().isEmpty()) {
            throw noHeader(best);
        }
        header = best;
        hidden = hiddenColumns();
        fieldOfColumn = fieldsOfColumns();
        readAbove();
        List<Row> below = List.copyOf(offered.subList(best.lastRow() + 1, offered.size()));
        offered.clear();
        for (Row row : below) {
            land(row.number(), row.cells());
        }
    }

    private RefusedFile noHeader(TableHeader best) {
        int last = offered.isEmpty() ? 1 : offered.get(offered.size() - 1).number();
        String placeRu = sheet == null ? "строки 1–%d".formatted(last) : "лист «%s»".formatted(sheet);
        String placeEn = sheet == null ? "lines 1–%d".formatted(last) : "sheet «%s»".formatted(sheet);
        List<String> missing = best != null
                ? best.missing()
                : contract.fields().stream()
                        .filter(field -> field.required() && field.source() == FieldSource.COLUMN)
                        .map(ContractField::nameRu)
                        .toList();
        String hintRu = "";
        String hintEn = "";
        boolean single = offered.stream().allMatch(row -> row.cells().length <= 1);
        if (sheet == null && single && !contract.form().delimiters().isEmpty()) {
            String delimiter = contract.form().delimiters().get(0);
            hintRu = " Строки не делятся на графы: нужен разделитель «%s».".formatted(delimiter);
            hintEn = " The rows are not split into columns: the delimiter must be «%s».".formatted(delimiter);
        }
        return refusals.noHeader(placeRu, placeEn, "«" + String.join("», «", missing) + "»", hintRu, hintEn);
    }

    /** Columns that the contract does not know may hold anything, persons too. */
    private boolean[] hiddenColumns() {
        boolean[] columns = new boolean[header.width()];
        Set<Integer> fields = new HashSet<>();
        header.fields().forEach(fields::addAll);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = !fields.contains(i);
        }
        header.identities().forEach(found -> found.forEach(column -> columns[column] = true));
        for (int i = 0; i < header.fields().size(); i++) {
            for (int j = 0; j < header.fields().get(i).size(); j++) {
                if (header.jsonParts().get(i).get(j) != null
                        && !contract.privateColumns().isEmpty()) {
                    columns[header.fields().get(i).get(j)] = true;
                }
            }
        }
        return columns;
    }

    private int[] fieldsOfColumns() {
        int[] fields = new int[header.width()];
        Arrays.fill(fields, NO_FIELD);
        for (int i = 0; i < header.fields().size(); i++) {
            for (int column : header.fields().get(i)) {
                fields[column] = i;
            }
        }
        return fields;
    }

    private void readAbove() throws RefusedFile {
        StringBuilder places = new StringBuilder();
        constants = new String[contract.fields().size()];
        for (int i = 0; i < constants.length; i++) {
            ContractField field = contract.fields().get(i);
            switch (field.source()) {
                case COLUMN -> {
                    if (!header.fields().get(i).isEmpty()) {
                        place(
                                places,
                                field.name(),
                                columnName.apply(header.fields().get(i).get(0)));
                    }
                }
                case PREAMBLE -> {
                    Labelled labelled = labelled(field.headers());
                    if (labelled == null && field.required()) {
                        throw refusals.noLabel(sheetRu(), sheetEn(), field.nameRu());
                    }
                    if (labelled != null) {
                        String cell = columnName.apply(labelled.column()) + labelled.row();
                        constants[i] = labelled.value();
                        refuseBroken(field, constants[i], sheetRu() + ", ячейка " + cell, sheetEn() + ", cell " + cell);
                        place(places, field.name(), cell);
                    }
                }
                case SHEET -> {
                    constants[i] = part(field, sheet == null ? "" : sheet);
                    confirm(field, constants[i]);
                    refuseBroken(field, constants[i], sheetRu(), sheetEn());
                }
                case FILE_NAME -> {
                    constants[i] = part(field, fileName);
                    if (constants[i] == null && field.required()) {
                        throw refusals.noYearInName(field.nameRu());
                    }
                }
                case DERIVED -> {}
            }
        }
        for (int i = 0; i < header.identities().size(); i++) {
            if (!header.identities().get(i).isEmpty()) {
                place(
                        places,
                        contract.privateColumns().get(i).name(),
                        columnName.apply(header.identities().get(i).get(0)));
            }
        }
        layout = places.toString();
    }

    private String sheetRu() {
        return sheet == null ? "начало файла" : "лист «%s»".formatted(sheet);
    }

    private String sheetEn() {
        return sheet == null ? "top of the file" : "sheet «%s»".formatted(sheet);
    }

    /** A value that holds for the whole table is told once, not with every row. */
    private void refuseBroken(ContractField field, String text, String placeRu, String placeEn) throws RefusedFile {
        ReadValue value = FieldReading.read(field, text, null);
        if (value.isBroken()) {
            throw refusals.wrongValue(value.broken(), placeRu, placeEn, field, text);
        }
    }

    private static void place(StringBuilder places, String field, String place) {
        if (places.length() > 0) {
            places.append(';');
        }
        places.append(field).append('=').append(place);
    }

    private static String part(ContractField field, String name) {
        if (field.sourcePattern() == null) {
            return name;
        }
        Matcher matcher = field.sourcePattern().matcher(name);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** A label above the table must not say anything else than the sheet's name. */
    private void confirm(ContractField field, String text) throws RefusedFile {
        Labelled labelled = field.confirmedBy().isEmpty() ? null : labelled(field.confirmedBy());
        if (labelled == null) {
            return;
        }
        Object said = FieldReading.read(field, labelled.value(), null).value();
        Object named = FieldReading.read(field, text, null).value();
        if (said == null || !said.equals(named)) {
            throw refusals.sheetContradicted(sheet, field.confirmedBy().get(0), labelled.value());
        }
    }

    private record Labelled(int row, int column, String value) {}

    private Labelled labelled(List<String> labels) {
        for (String label : labels) {
            String canonical = CanonicalText.of(label);
            for (Row row : offered.subList(0, header.lastRow())) {
                for (int column = 0; column < row.cells().length; column++) {
                    String text = row.cells()[column];
                    if (text == null || !CanonicalText.of(text).startsWith(canonical)) {
                        continue;
                    }
                    int colon = text.indexOf(':');
                    String head = colon < 0 ? text : text.substring(0, colon);
                    if (!CanonicalText.of(head).equals(canonical)) {
                        continue;
                    }
                    if (colon >= 0 && !text.substring(colon + 1).isBlank()) {
                        return new Labelled(
                                row.number(), column, text.substring(colon + 1).strip());
                    }
                    for (int next = column + 1; next < row.cells().length; next++) {
                        if (row.cells()[next] != null) {
                            return new Labelled(row.number(), next, row.cells()[next]);
                        }
                    }
                }
            }
        }
        return null;
    }

    private void land(int number, String[] cells) {
        int filled = cells.length;
        while (filled > 0 && cells[filled - 1] == null) {
            filled--;
        }
        if (filled == 0) {
            landing.blank();
            return;
        }
        String first = null;
        for (int i = 0; first == null; i++) {
            first = cells[i];
        }
        boolean shifted = fixedWidth && (cells.length < header.width() || filled > header.width());
        RowLanding.RawRow row = new RowLanding.RawRow(
                sheet,
                number,
                layout,
                fields(cells),
                identities(cells),
                new TableCells(cells, shownCount(cells, filled)),
                shifted ? "column_count" : null);
        String rule = findings.leftOutRule(first);
        if (rule != null) {
            landing.leaveOut(rule, row);
        } else {
            landing.land(row);
        }
    }

    private String[] fields(String[] cells) {
        String[] values = constants.clone();
        for (int i = 0; i < values.length; i++) {
            List<Integer> columns = header.fields().get(i);
            for (int j = 0; j < columns.size() && values[i] == null; j++) {
                int column = columns.get(j);
                String text = column < cells.length ? cells[column] : null;
                String path = header.jsonParts().get(i).get(j);
                if (text != null && path != null) {
                    text = JsonContent.part(text, path);
                }
                values[i] = text == null || findings.isBlankMarker(i, text) ? null : text;
            }
        }
        return values;
    }

    private String[] identities(String[] cells) {
        String[] values = new String[contract.privateColumns().size()];
        for (int i = 0; i < values.length; i++) {
            for (int column : header.identities().get(i)) {
                if (values[i] == null && column < cells.length) {
                    values[i] = cells[column];
                }
            }
        }
        return values;
    }

    private int shownCount(String[] cells, int filled) {
        return Math.max(filled, Math.min(header.width(), cells.length));
    }

    /** The cells of one row; which of them are filled tells how they are shown. */
    private final class TableCells implements RowCells {
        private final String[] cells;
        private final int count;

        TableCells(String[] cells, int count) {
            this.cells = cells;
            this.count = count;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public String text(int cell) {
            return cells[cell];
        }

        @Override
        public boolean isHidden(int cell) {
            return cell >= hidden.length || hidden[cell];
        }

        @Override
        public ShownCells shownBy(String[] fields, List<String> persons) {
            if (count >= Long.SIZE) {
                return null;
            }
            long filled = 1L << count;
            for (int i = 0; i < count; i++) {
                if (cells[i] != null) {
                    filled |= 1L << i;
                    // The very text of the field: a marker of a blank and a part of a cell are others.
                    if (!isHidden(i) && fields[fieldOfColumn[i]] != cells[i]) {
                        return null;
                    }
                }
            }
            ShownCells shown = shownByFilled.get(filled);
            if (shown == null) {
                shown = shown();
                if (shownByFilled.size() == MOST_REMEMBERED) {
                    shownByFilled.clear();
                }
                shownByFilled.put(filled, shown);
            }
            return shown;
        }

        private ShownCells shown() {
            ShownCells.Entries entries = new ShownCells.Entries();
            for (int i = 0; i < count; i++) {
                if (cells[i] == null) {
                    entries.blank();
                } else if (isHidden(i)) {
                    entries.hidden();
                } else {
                    entries.field(contract.fields().get(fieldOfColumn[i]).name());
                }
            }
            return entries.of(contract);
        }
    }

    static String emptyToNull(String text) {
        String stripped = text == null ? "" : strip(text);
        return stripped.isEmpty() ? null : stripped;
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == '\uFEFF';
    }
}
