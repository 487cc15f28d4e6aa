package ru.orientir.etl.region;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the marts say, to compare two warehouses or two moments of one. */
final class Marts {

    /** Tell when something was done, not what is true. */
    private static final List<String> DIARIES = List.of("run", "quality_check", "data_freshness");

    /** Differ between two homes that were loaded alike. */
    private static final List<String> TIMES = List.of(
            "run_id",
            "received_at",
            "received_text",
            "first_received_at",
            "last_received_at",
            "last_received_text",
            "published_at",
            "vintage");

    private Marts() {}

    /** The number and a digest of the rows of each mart, times and run numbers left out. */
    static Map<String, String> contents(Connection analyst) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (String mart : names(analyst)) {
            if (!DIARIES.contains(mart)) {
                contents.put(mart, digest(analyst, mart, TIMES));
            }
        }
        return contents;
    }

    /** The same with every column. */
    static Map<String, String> contentsWithTimes(Connection analyst) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (String mart : names(analyst)) {
            if (!DIARIES.contains(mart)) {
                contents.put(mart, digest(analyst, mart, List.of()));
            }
        }
        return contents;
    }

    /** The rows of a query as text, sorted. */
    static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(" | ", values));
            }
        }
        rows.sort(null);
        return rows;
    }

    static String value(Connection connection, String query) throws SQLException {
        return rows(connection, query).get(0);
    }

    private static TreeSet<String> names(Connection analyst) throws SQLException {
        return new TreeSet<>(rows(
                analyst,
                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'mart' and c.relkind in ('v', 'm', 'r', 'p')"));
    }

    private static String digest(Connection analyst, String mart, List<String> leftOut) throws SQLException {
        String row = "to_jsonb(t)";
        for (String column : leftOut) {
            row += " - '" + column + "'";
        }
        return value(
                analyst,
                "select count(*) || ' rows ' || coalesce(md5(string_agg(line, '' order by line)), '')"
                        + " from (select md5((" + row + ")::text) as line from mart." + mart + " t) lines");
    }
}
