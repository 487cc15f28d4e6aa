package ru.orientir.dashboards.report;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Runs the queries of {@code sql/<name>.sql}, row by row.
 *
 * <p>The connection must be inside a transaction, or the driver would fetch all rows at once.
 */
final class MartQuery {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;

    MartQuery(Connection connection) {
        this.connection = connection;
    }

    /** What is done with each row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException, IOException;
    }

    /**
     * Hands every row of a query to the reader.
     *
     * @param name of the resource {@code sql/<name>.sql}
     * @param parameters for its question marks
     * @return rows read
     */
    long each(String name, RowReader reader, Object... parameters) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(Resource.text("sql/" + name + ".sql"))) {
            statement.setFetchSize(ROWS_AT_ONCE);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            long rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                    rows++;
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new SQLException(
                    "Cannot read the marts with sql/" + name + ".sql: " + e.getMessage(), e.getSQLState(), e);
        }
    }
}
