package ru.orientir.etl.table;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes tables of their inputs. Knows neither lake nor warehouse nor a running load: any rows of the right columns will do.
 */
public final class TableMaking {

    private final SparkSession spark;
    private final TableCatalogue catalogue;
    private final Function<String, Dataset<Row>> inputs;

    /** @param inputs gives feeds, dimensions and facts by name; views are made here */
    public TableMaking(SparkSession spark, TableCatalogue catalogue, Function<String, Dataset<Row>> inputs) {
        this.spark = spark;
        this.catalogue = catalogue;
        this.inputs = inputs;
    }

    /**
     * The rows of a table, with the columns that it declares.
     *
     * @throws IllegalStateException when the query gives other columns or other types
     */
    public Dataset<Row> make(Table table) {
        Dataset<Row> rows = BoundSql.rows(spark, table.sql(), this::input);
        String made = described(rows.schema(), table.columns());
        String declared = described(table.columns(), table.columns());
        if (rows.columns().length != table.columns().length() || !made.equals(declared)) {
            throw new IllegalStateException("Table " + table.name() + " declares " + declared + " and its query gives "
                    + described(rows.schema(), rows.schema()));
        }
        return rows.select(
                Arrays.stream(table.columns().fieldNames()).map(rows::col).toArray(Column[]::new));
    }

    /** The rows of an input: a view is made, everything else is given. */
    public Dataset<Row> input(String name) {
        return catalogue.contains(name) && !catalogue.get(name).isFact()
                ? make(catalogue.get(name))
                : inputs.apply(name);
    }

    private static String described(StructType schema, StructType order) {
        return Arrays.stream(order.fieldNames())
                .filter(name -> Arrays.asList(schema.fieldNames()).contains(name))
                .map(schema::apply)
                .map(TableMaking::described)
                .collect(Collectors.joining(", "));
    }

    private static String described(StructField field) {
        return field.name() + " " + field.dataType().sql().toLowerCase(java.util.Locale.ROOT);
    }
}
