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
 * see nothing of it.
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
        LongAccumulator copied = rows.sparkSession().sparkContext().longAccumulator("copied into " + table);
        CopyType[] types = columns.stream().map(TableColumn::type).toArray(CopyType[]::new);
        String sql = "COPY " + table + " ("
                + String.join(", ", columns.stream().map(TableColumn::name).toList()) + ") FROM STDIN (FORMAT binary)";
        // Spark's own rows, for a Row of objects costs more than the COPY.
        ordered.queryExecution()
                .toRdd()
                .toJavaRDD()
                .foreachPartition(partition -> copyPartition(partition, sql, types, copied));
        return copied.value();
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
