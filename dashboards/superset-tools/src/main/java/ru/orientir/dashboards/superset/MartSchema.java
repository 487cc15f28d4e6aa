package ru.orientir.dashboards.superset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Schema {@code mart} of a migrated warehouse: its columns with their comments, and whether it understands a query. */
public final class MartSchema {

    private static final String COLUMNS = """
            select c.relname, a.attname, upper(format_type(a.atttypid, a.atttypmod)),
                   coalesce(col_description(a.attrelid, a.attnum), '')
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'mart'::regnamespace and c.relkind in ('v', 'm', 'r', 'p')
              and a.attnum > 0 and not a.attisdropped
            order by c.relname, a.attnum""";

    private final Connection connection;
    private final Map<String, Map<String, Column>> marts = new LinkedHashMap<>();

    /** A column: its type as PostgreSQL calls it, in capitals, and its comment. */
    public record Column(String type, String comment) {

        /** Whether it is a day or a moment. */
        public boolean isTemporal() {
            return type.startsWith("DATE") || type.startsWith("TIMESTAMP");
        }
    }

    private MartSchema(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads the columns.
     *
     * @param connection of a login that may read the marts; kept for {@link #refusal}
     */
    public static MartSchema of(Connection connection) throws SQLException {
        MartSchema schema = new MartSchema(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                schema.marts
                        .computeIfAbsent(row.getString(1), mart -> new LinkedHashMap<>())
                        .put(row.getString(2), new Column(row.getString(3), row.getString(4)));
            }
        }
        return schema;
    }

    /** The columns of a mart in their order; empty where there is no such mart. */
    public Map<String, Column> columns(String mart) {
        return marts.getOrDefault(mart, Map.of());
    }

    /** Why the warehouse cannot answer a query; empty where it can. Nothing is read. */
    public Optional<String> refusal(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("explain " + sql);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e.getMessage().strip().lines().findFirst().orElse("unknown reason"));
        }
    }
}
