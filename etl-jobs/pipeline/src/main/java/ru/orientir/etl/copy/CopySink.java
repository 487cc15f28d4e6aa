package ru.orientir.etl.copy;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads the rows of a Dataset into a PostgreSQL table by binary COPY, one connection a Spark partition.
 *
 * <p>Input: a Dataset that has a column for every column of the table (others are ignored); the table's types decide
 * the encoding ({@link CopyType}).
 *
 * <p>Parallel COPYs are not one transaction, therefore the target is a staging table that the step creates anew; readers
 * see nothing of it. On a cluster a task is tried again; where an earlier try had its rows copied and could not tell, the
 * copy fails rather than leave them twice.
 */
public final class CopySink implements Serializable {

    private final String url;
    private final Properties login;

    /** @param login user and password; goes to the executors, never to a log */
    public CopySink(String url, Properties login) {
        this.url = url;
        this.login = login;
    }

    /**
     * Copies the rows.
     *
     * @param table qualified name of an existing table
     * @return rows copied
     */
    public long copy(Dataset<Row> rows, String table) {
        List<TableColumn> columns = columnsOf(table);
        Dataset<Row> ordered = rows.select(columns.stream()
                .map(column -> functions.col(column.name()).cast(column.type().sparkType()))
                .toArray(Column[]::new));
        SparkContext spark = rows.sparkSession().sparkContext();
        LongAccumulator copied = spark.longAccumulator("copied into " + table);
        LongAccumulator repeated = spark.longAccumulator("tries after the first into " + table);
        CopyType[] types = columns.stream().map(TableColumn::type).toArray(CopyType[]::new);
        String sql = "COPY " + table + " ("
                + String.join(", ", columns.stream().map(TableColumn::name).toList()) + ") FROM STDIN (FORMAT binary)";
        // Spark's own rows, for a Row of objects costs more than the COPY.
        ordered.queryExecution().toRdd().toJavaRDD().foreachPartition(partition -> {
            TaskContext task = TaskContext.get();
            repeated.add(task.attemptNumber() + task.stageAttemptNumber());
            copyPartition(partition, sql, types, copied);
        });
        if (repeated.value() > 0) {
            requireRows(table, copied.value());
        }
        return copied.value();
    }

    private void requireRows(String table, long copied) {
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            if (result.getLong(1) != copied) {
                throw new IllegalStateException(
                        "Cannot use " + table + ": it has " + result.getLong(1) + " rows and should have " + copied
                                + ", for a task was tried again after its rows were copied; start the load anew");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot count the rows of " + table + ": " + e.getMessage(), e);
        }
    }

    private void copyPartition(Iterator<InternalRow> partition, String sql, CopyType[] types, LongAccumulator copied)
            throws SQLException {
        if (!partition.hasNext()) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url, login)) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                CopyBuffer target = new CopyBuffer(copy);
                while (partition.hasNext()) {
                    write(partition.next(), types, target);
                }
                target.end();
                copied.add(copy.endCopy());
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    private static void write(InternalRow row, CopyType[] types, CopyBuffer target) {
        target.row(types.length);
        for (int column = 0; column < types.length; column++) {
            if (row.isNullAt(column)) {
                target.nullField();
            } else {
                types[column].write(row, column, target);
            }
        }
    }

    private List<TableColumn> columnsOf(String table) {
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '" + table
                                + "'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' ORDER BY attnum")) {
            List<TableColumn> columns = new ArrayList<>();
            while (result.next()) {
                columns.add(new TableColumn(result.getString(1), CopyType.of(result.getString(2))));
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the columns of " + table + ": " + e.getMessage(), e);
        }
    }

    private record TableColumn(String name, CopyType type) {}
}
