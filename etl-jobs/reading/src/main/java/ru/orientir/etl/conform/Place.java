package ru.orientir.etl.conform;

import java.util.HashMap;
import java.util.Map;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.land.LandedRow;

/** Where in a file a value stood, in words that people and spreadsheets use. */
final class Place {
    private final FeedContract contract;
    private final Map<String, Map<String, String>> layouts = new HashMap<>();

    Place(FeedContract contract) {
        this.contract = contract;
    }

    /** Address of a field's cell: {@code D17} in a workbook, {@code столбец 5} in a text, the path in JSON. */
    String cell(LandedRow row, String field) {
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

    String ru(LandedRow row, String fileName, String field) {
        String cell = cell(row, field);
        String name = field == null ? "" : " «" + contract.nameRuOf(field) + "»";
        StringBuilder place =
                new StringBuilder("Файл «").append(shortName(fileName)).append("», ");
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

    String en(LandedRow row, String fileName, String field) {
        String cell = cell(row, field);
        StringBuilder place =
                new StringBuilder("File «").append(shortName(fileName)).append("», ");
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

    private boolean isJson(LandedRow row) {
        return columns(row.layout()).values().stream().noneMatch(Place::isNumber);
    }

    private static String shortName(String fileName) {
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
