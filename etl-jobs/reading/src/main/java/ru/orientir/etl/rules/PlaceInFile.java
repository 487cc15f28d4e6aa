package ru.orientir.etl.rules;

import java.util.HashMap;
import java.util.Map;
import ru.orientir.etl.contract.FeedContract;

/** Where in a file a value stood, in words that people and spreadsheets use. */
final class PlaceInFile {
    private final FeedContract contract;
    private final Map<String, Map<String, String>> layouts = new HashMap<>();

    PlaceInFile(FeedContract contract) {
        this.contract = contract;
    }

    /** Address of a field's cell: {@code D17} in a workbook, {@code столбец 5} in a text, the path in JSON. */
    String cell(RowPlace row, String field) {
        String column = field == null ? null : columns(row.layout()).get(field);
        if (column == null) {
            return null;
        }
        if (row.sheet() == null) {
            return isNumber(column) ? "столбец " + column : column;
        }
        boolean whole = Character.isDigit(column.charAt(column.length() - 1));
        return whole ? column : column + row.rowNumber();
    }

    String ru(RowPlace row, String field) {
        String cell = cell(row, field);
        String name = field == null ? "" : " «" + contract.nameRuOf(field) + "»";
        StringBuilder place =
                new StringBuilder("Файл «").append(shortName(row.fileName())).append("», ");
        if (row.sheet() != null) {
            place.append("лист «").append(row.sheet()).append("», ");
            place.append(cell == null ? "строка " + row.rowNumber() : "ячейка " + cell);
        } else if (isJson(row)) {
            place.append("запись ").append(row.rowNumber()).append(cell == null ? "" : ", поле " + cell);
        } else {
            place.append("строка ").append(row.rowNumber()).append(cell == null ? "" : ", " + cell);
        }
        return place.append(name).toString();
    }

    String en(RowPlace row, String field) {
        String cell = cell(row, field);
        StringBuilder place =
                new StringBuilder("File «").append(shortName(row.fileName())).append("», ");
        if (row.sheet() != null) {
            place.append("sheet «").append(row.sheet()).append("», ");
            place.append(cell == null ? "row " + row.rowNumber() : "cell " + cell);
        } else if (isJson(row)) {
            place.append("record ").append(row.rowNumber()).append(cell == null ? "" : ", field " + cell);
        } else {
            place.append("line ").append(row.rowNumber());
            place.append(cell == null ? "" : ", column " + columns(row.layout()).get(field));
        }
        return place.append(field == null ? "" : " (" + field + ")").toString();
    }

    /** The row as a whole. */
    String rowRu(RowPlace row) {
        return ru(row, null);
    }

    String rowEn(RowPlace row) {
        return en(row, null);
    }

    /** The row that counts instead of another, after the words «уже есть». */
    String keptRu(RowPlace kept, RowPlace row) {
        String word = kept.sheet() == null && isJson(row) ? "в записи " : "в строке ";
        return word + kept.rowNumber() + (kept.sheet() == null ? "" : " листа «" + kept.sheet() + "»");
    }

    /** The same after the words “the same record is in”. */
    String keptEn(RowPlace kept, RowPlace row) {
        return kept.sheet() == null
                ? (isJson(row) ? "record " : "line ") + kept.rowNumber()
                : "row " + kept.rowNumber() + " of sheet «" + kept.sheet() + "»";
    }

    private boolean isJson(RowPlace row) {
        return columns(row.layout()).values().stream().noneMatch(PlaceInFile::isNumber);
    }

    static String shortName(String fileName) {
        return fileName.substring(fileName.lastIndexOf('/') + 1);
    }

    private static boolean isNumber(String column) {
        return column.chars().allMatch(Character::isDigit);
    }

    private Map<String, String> columns(String layout) {
        return layouts.computeIfAbsent(layout == null ? "" : layout, text -> {
            Map<String, String> columns = new HashMap<>();
            for (String entry : text.split(";")) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    columns.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return columns;
        });
    }
}
