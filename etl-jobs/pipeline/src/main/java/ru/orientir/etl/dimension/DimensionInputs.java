package ru.orientir.etl.dimension;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.sql.SqlScript;

/**
 * The staged dimensions as the queries of tables and indicators read them: {@code dimension/input/<name>.sql} for each input.
 *
 * <p>Read once by the driver: dimensions are small, and a local relation costs no job. Besides the inputs there are the functions
 * {@code organization_alias_of(name)} and {@code inferred_organization_id(name)}.
 */
public final class DimensionInputs {

    /** Name by which forms call an organization, in comparable form, and the organization of the register. */
    public static final String ORGANIZATION_ALIAS = "organization_alias";

    private static final Map<String, String> COLUMNS = Map.of(
            "organization_version",
            "organization_id string, organization_kind_code string, inn string, territory_id string, opened_on date, closed_on date, "
                    + "is_inferred boolean, valid_from date, valid_to date, is_current boolean",
            ORGANIZATION_ALIAS,
            "alias string, organization_id string",
            "grade",
            "grade int, education_stage_code string",
            "territory",
            "territory_id string, level string, region_code string",
            "municipality",
            "territory_id string, name_stem string",
            "profession_group",
            "profession_group_code string",
            "profession_group_specialisation",
            "specialisation string, profession_group_code string",
            "programme_stage",
            "programme_code string, stage_code string, first_year int, last_year int");

    private final SparkSession spark;
    private final JdbcTemplate warehouse;
    private final Map<String, Dataset<Row>> inputs = new ConcurrentHashMap<>();

    public DimensionInputs(SparkSession spark, JdbcTemplate warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
        registerFunctions(spark);
    }

    /** Names of all inputs. */
    public static Set<String> names() {
        return COLUMNS.keySet();
    }

    /** Columns of an input. */
    public static StructType columns(String name) {
        return StructType.fromDDL(COLUMNS.get(name));
    }

    /** Functions that queries may call. */
    public static void registerFunctions(SparkSession spark) {
        spark.udf()
                .register("organization_alias_of", (UDF1<String, String>) OrganizationAlias::of, DataTypes.StringType);
        spark.udf()
                .register(
                        "inferred_organization_id",
                        (UDF1<String, String>) OrganizationAlias::inferredId,
                        DataTypes.StringType);
    }

    /** The rows of an input. */
    public Dataset<Row> input(String name) {
        return inputs.computeIfAbsent(
                name, input -> input.equals(ORGANIZATION_ALIAS) ? aliases() : read(columns(input), query(input)));
    }

    /** Rows of a staged table, of the given columns. */
    public Dataset<Row> staged(String table, String columns) {
        return inputs.computeIfAbsent(
                table + " " + columns, key -> read(StructType.fromDDL(columns), "SELECT * FROM staging." + table));
    }

    private Dataset<Row> aliases() {
        Map<String, String> organizations = new TreeMap<>();
        warehouse.query(query(ORGANIZATION_ALIAS), row -> {
            String alias = OrganizationAlias.of(row.getString("name"));
            if (alias != null) {
                organizations.merge(
                        alias,
                        row.getString("organization_id"),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        });
        List<Row> rows = organizations.entrySet().stream()
                .map(alias -> RowFactory.create(alias.getKey(), alias.getValue()))
                .toList();
        return spark.createDataFrame(rows, columns(ORGANIZATION_ALIAS));
    }

    private static String query(String input) {
        return SqlScript.read("dimension/input/" + input + ".sql");
    }

    private Dataset<Row> read(StructType columns, String query) {
        List<Row> rows = new ArrayList<>();
        warehouse.query("SELECT " + String.join(", ", columns.fieldNames()) + " FROM (" + query + "\n) input", row -> {
            Object[] values = new Object[columns.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(row, columns.fields()[i]);
            }
            rows.add(RowFactory.create(values));
        });
        return spark.createDataFrame(rows, columns);
    }

    private static Object value(ResultSet row, StructField column) throws SQLException {
        DataType type = column.dataType();
        Object value = type.equals(DataTypes.IntegerType)
                ? (Object) row.getInt(column.name())
                : type.equals(DataTypes.DateType)
                        ? row.getDate(column.name())
                        : type.equals(DataTypes.StringType)
                                ? row.getString(column.name())
                                : row.getObject(column.name());
        return row.wasNull() ? null : value;
    }
}
