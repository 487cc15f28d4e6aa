package ru.orientir.etl.dimension;

import java.util.Locale;

/** How a form names an organization, made comparable: case, quotes, spaces and ё do not matter. */
public final class OrganizationAlias {

    private OrganizationAlias() {}

    /** The comparable form of a name; null for null. */
    public static String of(String name) {
        return name == null
                ? null
                : name.toUpperCase(Locale.ROOT)
                        .replace('Ё', 'Е')
                        .replaceAll("[\\p{Z}\\s\"«»„“”'`]+", " ")
                        .strip();
    }

    /** Identifier of an organization that a form names and no register knows. */
    public static String inferredId(String name) {
        return name == null ? null : "name:" + of(name);
    }
}
