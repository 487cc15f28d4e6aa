package ru.orientir.warehouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people read in place of a code, from {@code reference/code_name.csv}. Whoever has a warehouse reads
 * {@code mart.code_name} or a mart's {@code …_name} instead.
 */
public final class CodeNames {
    private final Map<String, Map<String, CodeName>> lists = new LinkedHashMap<>();

    /**
     * A code and how it is shown.
     *
     * @param name Russian name
     * @param nameEn English name
     * @param colour colour it is drawn in; null where it is not drawn
     * @param tint light colour behind its name; null where it stands out by nothing
     */
    public record CodeName(String code, String name, String nameEn, String colour, String tint) {}

    private CodeNames() {}

    /** Reads the names that ship with the warehouse. */
    public static CodeNames load() {
        ReferenceTable table = ReferenceTables.named("code_name");
        List<String> header = table.header();
        CodeNames names = new CodeNames();
        for (List<String> row : table.rows()) {
            String code = row.get(header.indexOf("code"));
            names.lists
                    .computeIfAbsent(row.get(header.indexOf("code_list")), list -> new LinkedHashMap<>())
                    .put(
                            code,
                            new CodeName(
                                    code,
                                    row.get(header.indexOf("name_ru")),
                                    row.get(header.indexOf("name_en")),
                                    row.get(header.indexOf("colour")),
                                    row.get(header.indexOf("tint"))));
        }
        return names;
    }

    /** The lists by their name: {@code verdict}, {@code unit} and so on; each holds names by code, in order. */
    public Map<String, Map<String, CodeName>> lists() {
        return lists;
    }

    /**
     * The names of a list by code.
     *
     * @throws IllegalArgumentException where there is no such list
     */
    public Map<String, CodeName> of(String list) {
        Map<String, CodeName> names = lists.get(list);
        if (names == null) {
            throw new IllegalArgumentException(
                    "There is no list «" + list + "» in code_name.csv; there are " + lists.keySet());
        }
        return names;
    }
}
