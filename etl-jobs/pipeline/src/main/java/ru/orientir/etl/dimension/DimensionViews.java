package ru.orientir.etl.dimension;

import static org.apache.spark.sql.functions.broadcast;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The staged dimensions as Spark sees them: views for the SQL of facts and indicators.
 *
 * <p>{@code organization_version} (a row per version), {@code organization_alias} (name a form may use, organization of the register),
 * {@code education_stage}, {@code profession_group}, {@code profession_group_specialisation}, {@code territory}, {@code
 * municipality} (with {@code name_stem}, the word an address holds), {@code programme_stage}; functions {@code
 * organization_alias_of(name)} and {@code inferred_organization_id(name)}.
 */
public final class DimensionViews {

    private final SparkSession spark;
    private final JdbcTemplate warehouse;
    private final Map<String, Dataset<Row>> tables = new ConcurrentHashMap<>();

    public DimensionViews(SparkSession spark, JdbcTemplate warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
    }

    /** Registers views and functions. */
    public void register() {
        spark.udf()
                .register("organization_alias_of", (UDF1<String, String>) OrganizationAlias::of, DataTypes.StringType);
        spark.udf()
                .register(
                        "inferred_organization_id",
                        (UDF1<String, String>) OrganizationAlias::inferredId,
                        DataTypes.StringType);
        for (String name : new String[] {"education_stage", "profession_group", "territory", "programme_stage"}) {
            table("dim_" + name).where(name + "_key <> 0").createOrReplaceTempView(name);
        }
        table("profession_group_specialisation").createOrReplaceTempView("profession_group_specialisation");
        spark.sql("""
                        SELECT *, trim(regexp_replace(lower(translate(name_ru, 'ёЁ', 'еЕ')),
                                  '(город-курорт|город|муниципальный|городской|округ|район)', '')) AS name_stem
                        FROM territory WHERE level = 'municipality'
                        """).createOrReplaceTempView("municipality");
        organizations().createOrReplaceTempView("organization_version");
        spark.sql("""
                        SELECT alias, min(organization_id) AS organization_id
                        FROM (SELECT explode(array(organization_alias_of(short_name), organization_alias_of(full_name))) AS alias, organization_id
                              FROM organization_version WHERE organization_kind_code IN ('college', 'university') AND NOT is_inferred)
                        GROUP BY alias
                        """).createOrReplaceTempView("organization_alias");
    }

    /** Versions of organizations with the territory's code. */
    public Dataset<Row> organizations() {
        Dataset<Row> territories = table("dim_territory").select("territory_key", "territory_id");
        return table("dim_organization")
                .join(broadcast(territories), "territory_key")
                .drop("territory_key");
    }

    /** A staged table, read once by the driver: dimensions are small, and a local relation costs no job. */
    public Dataset<Row> table(String name) {
        return tables.computeIfAbsent(name, this::read);
    }

    private Dataset<Row> read(String name) {
        return warehouse.query("SELECT * FROM staging." + name, rows -> {
            StructType schema = new StructType();
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                schema = schema.add(columns.getColumnName(i), sparkType(columns.getColumnTypeName(i)));
            }
            List<Row> members = new ArrayList<>();
            while (rows.next()) {
                Object[] values = new Object[schema.length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(rows, i + 1, schema.fields()[i].dataType());
                }
                members.add(RowFactory.create(values));
            }
            return spark.createDataFrame(members, schema);
        });
    }

    private static DataType sparkType(String postgresType) {
        return switch (postgresType) {
            case "int2", "int4", "serial" -> DataTypes.IntegerType;
            case "float8" -> DataTypes.DoubleType;
            case "bool" -> DataTypes.BooleanType;
            case "date" -> DataTypes.DateType;
            default -> DataTypes.StringType;
        };
    }

    private static Object value(ResultSet rows, int column, DataType type) throws SQLException {
        Object value = type.equals(DataTypes.IntegerType)
                ? (Object) rows.getInt(column)
                : type.equals(DataTypes.DateType)
                        ? rows.getDate(column)
                        : type.equals(DataTypes.StringType) ? rows.getString(column) : rows.getObject(column);
        return rows.wasNull() ? null : value;
    }
}
