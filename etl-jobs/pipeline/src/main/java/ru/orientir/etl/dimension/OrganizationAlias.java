package ru.orientir.etl.dimension;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import ru.orientir.etl.contract.FeedContract;

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
     * Puts the organization's id in the place of what the forms of a feed call it; the views of {@link DimensionViews} stand.
     *
     * @param rows rows whose {@code organization_id} holds a code or, by the contract, a name
     */
    public static Dataset<Row> resolved(FeedContract contract, Dataset<Row> rows) {
        if (!contract.isTellingOrganizationByName()) {
            return rows;
        }
        Dataset<Row> aliases =
                rows.sparkSession().table("organization_alias").withColumnRenamed("organization_id", "known_id");
        return rows.join(
                        functions.broadcast(aliases),
                        functions.expr("alias = organization_alias_of(organization_id)"),
                        "left")
                .withColumn(
                        "organization_id",
                        functions.expr("coalesce(known_id, inferred_organization_id(organization_id))"))
                .drop("alias", "known_id");
    }

    /** Identifier of an organization that a form names and no register knows. */
    public static String inferredId(String name) {
        return name == null ? null : "name:" + of(name);
    }
}
