package ru.orientir.etl.publish;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.dimension.DimensionInputs;

/**
 * Finds the surrogate keys of facts by the codes and dates that the lake has in their place.
 *
 * <p>A table's column says what it wants: {@code organization_key} the version valid on {@code valid_on}, {@code
 * event_date_key} the day of {@code event_date}, {@code award_key} the member with {@code award_code}. A code that no
 * dimension knows becomes the unknown member, 0.
 */
public final class SurrogateKeys {

    private final JdbcTemplate warehouse;
    private final DimensionInputs dimensions;

    public SurrogateKeys(JdbcTemplate warehouse, DimensionInputs dimensions) {
        this.warehouse = warehouse;
        this.dimensions = dimensions;
    }

    /** Adds every {@code …_key} column that the table has. */
    public Dataset<Row> resolve(Dataset<Row> rows, String table) {
        Dataset<Row> resolved = rows;
        for (String key : keyColumns(table)) {
            resolved = withKey(resolved, key);
        }
        return resolved;
    }

    /** The columns of a fact's rows by which one of its keys is found. */
    static List<String> foundBy(String key) {
        if (key.endsWith("_date_key")) {
            return List.of(key.replace("_key", ""));
        }
        return switch (key) {
            case "organization_key" -> List.of("organization_id", "valid_on");
            case "centre_key" -> List.of("centre_id", "valid_on");
            case "territory_key" -> List.of("territory_id");
            case "event_edition_key" ->
                List.of("event_series_code", "event_level_code", "event_format_code", "reporting_year");
            default -> List.of(key.replace("_key", "_code"));
        };
    }

    private Dataset<Row> withKey(Dataset<Row> rows, String key) {
        List<String> by = foundBy(key);
        String code = by.get(0);
        if (key.endsWith("_date_key")) {
            return rows.withColumn(key, dateKey(col(code)));
        }
        return switch (key) {
            case "organization_key", "centre_key" -> version(rows, key, code);
            case "territory_key" -> member(rows, key, "dim_territory", "territory_key", "territory_id", code);
            case "base_stage_key", "compared_stage_key" ->
                member(rows, key, "dim_programme_stage", "programme_stage_key", "stage_code", code);
            case "event_edition_key" -> edition(rows, by);
            default -> member(rows, key, "dim_" + key.replace("_key", ""), key, code, code);
        };
    }

    private List<String> keyColumns(String table) {
        return warehouse.queryForList("""
                SELECT attname FROM pg_attribute
                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND right(attname, 4) = '_key' ORDER BY attnum
                """, String.class, "core." + table);
    }

    private Dataset<Row> member(
            Dataset<Row> rows, String target, String dimension, String surrogateKey, String code, String column) {
        Dataset<Row> members = dimensions
                .staged(dimension, surrogateKey + " int, " + code + " string")
                .select(col(surrogateKey).as("found_key"), col(code).as("found_code"));
        return rows.join(broadcast(members), rows.col(column).equalTo(members.col("found_code")), "left")
                .withColumn(target, coalesce(col("found_key"), lit(0)))
                .drop("found_key", "found_code");
    }

    private Dataset<Row> version(Dataset<Row> rows, String target, String column) {
        Dataset<Row> versions = dimensions
                .staged(
                        "dim_organization",
                        "organization_key int, organization_id string, valid_from date, valid_to date")
                .select(
                        col("organization_key").as("found_key"),
                        col("organization_id").as("found_id"),
                        col("valid_from"),
                        col("valid_to"));
        Column valid = rows.col(column)
                .equalTo(versions.col("found_id"))
                .and(rows.col("valid_on").geq(versions.col("valid_from")))
                .and(rows.col("valid_on").lt(versions.col("valid_to")));
        return rows.join(broadcast(versions), valid, "left")
                .withColumn(target, coalesce(col("found_key"), lit(0)))
                .drop("found_key", "found_id", "valid_from", "valid_to");
    }

    private Dataset<Row> edition(Dataset<Row> rows, List<String> by) {
        Dataset<Row> editions = dimensions
                .staged(
                        "dim_event_edition",
                        "event_edition_key int, event_series_key int, reporting_year int, event_level_key int, event_format_key int")
                .join(
                        dimensions.staged("dim_event_series", "event_series_key int, event_series_code string"),
                        "event_series_key")
                .join(
                        dimensions.staged("dim_event_level", "event_level_key int, event_level_code string"),
                        "event_level_key")
                .join(
                        dimensions.staged("dim_event_format", "event_format_key int, event_format_code string"),
                        "event_format_key")
                .select(
                        "event_edition_key",
                        "event_series_code",
                        "event_level_code",
                        "event_format_code",
                        "reporting_year");
        return rows.join(
                        broadcast(editions),
                        scala.jdk.javaapi.CollectionConverters.asScala(by).toSeq(),
                        "left")
                .withColumn("event_edition_key", coalesce(col("event_edition_key"), lit(0)));
    }

    private static Column dateKey(Column date) {
        return coalesce(date_format(date, "yyyyMMdd").cast("int"), lit(0));
    }
}
