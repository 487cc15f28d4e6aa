package ru.orientir.etl.dimension;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

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

    /**
     * Adds {@code organization_id}, the organization that a sender is: {@code sender} holds its code or, where {@code
     * is_sender_named}, what forms call it.
     *
     * @param aliases the input {@link DimensionInputs#ORGANIZATION_ALIAS}
     */
    public static Dataset<Row> resolvedSenders(Dataset<Row> rows, Dataset<Row> aliases) {
        return rows.join(
                        functions.broadcast(aliases.withColumnRenamed("organization_id", "known_id")),
                        functions.expr("is_sender_named AND alias = organization_alias_of(sender)"),
                        "left")
                .withColumn(
                        "organization_id",
                        functions.expr(
                                "if(is_sender_named, coalesce(known_id, inferred_organization_id(sender)), sender)"))
                .drop("alias", "known_id");
    }

    /** Identifier of an organization that a form names and no register knows. */
    public static String inferredId(String name) {
        return name == null ? null : "name:" + of(name);
    }
}
