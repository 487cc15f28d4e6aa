package ru.orientir.etl.platform;

import de.bytefish.pgbulkinsert.pgsql.PgBinaryWriter;
import de.bytefish.pgbulkinsert.pgsql.handlers.IValueHandler;
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
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Loads the rows of a Dataset into a PostgreSQL table by binary COPY, one connection a Spark partition.
 *
 * <p>Input: a Dataset that has a column for every column of the table (others are ignored); the table's types decide
 * the encoding. Parallel COPYs are not one transaction, therefore the target is a staging table that the step creates
 * anew; readers see nothing of it.
 */
public final class CopySink implements Serializable {

    private static final int BUFFER_BYTES = 1 << 16;

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
                .map(column -> functions.col(column.name()).cast(column.sparkType()))
                .toArray(Column[]::new));
        LongAccumulator copied = rows.sparkSession().sparkContext().longAccumulator("copied into " + table);
        String[] types = columns.stream().map(TableColumn::postgresType).toArray(String[]::new);
        String sql = "COPY " + table + " ("
                + String.join(", ", columns.stream().map(TableColumn::name).toList()) + ") FROM STDIN (FORMAT binary)";
        ordered.foreachPartition(
                (ForeachPartitionFunction<Row>) partition -> copyPartition(partition, sql, types, copied));
        return copied.value();
    }

    private void copyPartition(Iterator<Row> partition, String sql, String[] types, LongAccumulator copied)
            throws Exception {
        if (!partition.hasNext()) {
            return;
        }
        List<IValueHandler<Object>> handlers = new ArrayList<>();
        for (String type : types) {
            handlers.add(CopyValues.handlerFor(type));
        }
        long count = 0;
        try (Connection connection = DriverManager.getConnection(url, login)) {
            PGCopyOutputStream target =
                    new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER_BYTES);
            try (PgBinaryWriter writer = new PgBinaryWriter(target, BUFFER_BYTES)) {
                while (partition.hasNext()) {
                    Row row = partition.next();
                    writer.startRow(types.length);
                    for (int i = 0; i < types.length; i++) {
                        writer.write(handlers.get(i), row.isNullAt(i) ? null : row.get(i));
                    }
                    count++;
                }
            } catch (RuntimeException e) {
                if (target.isActive()) {
                    target.cancelCopy();
                }
                throw e;
            }
        }
        copied.add(count);
    }

    private List<TableColumn> columnsOf(String table) {
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '" + table
                                + "'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' ORDER BY attnum")) {
            List<TableColumn> columns = new ArrayList<>();
            while (result.next()) {
                columns.add(new TableColumn(result.getString(1), result.getString(2)));
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the columns of " + table + ": " + e.getMessage(), e);
        }
    }

    private record TableColumn(String name, String postgresType) {
        String sparkType() {
            return CopyValues.sparkTypeOf(postgresType);
        }
    }
}
