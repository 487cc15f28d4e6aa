package ru.orientir.etl.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.orientir.etl.sql.SqlScript;

/** The statements of one subject: {@code ledger/<subject>/<statement>.sql}, parameters by name. */
final class Statements {

    private final String folder;
    private final NamedParameterJdbcTemplate warehouse;
    private final JdbcClient client;

    Statements(String subject, JdbcTemplate warehouse) {
        this.folder = "ledger/" + subject + "/";
        this.warehouse = new NamedParameterJdbcTemplate(warehouse);
        this.client = JdbcClient.create(this.warehouse);
    }

    JdbcClient.StatementSpec statement(String name) {
        return client.sql(sql(name));
    }

    /** One statement for many rows, in one batch. */
    void batch(String name, Collection<MapSqlParameterSource> rows) {
        warehouse.batchUpdate(sql(name), rows.toArray(MapSqlParameterSource[]::new));
    }

    private String sql(String name) {
        return SqlScript.read(folder + name + ".sql");
    }

    /** Reads rows of {@code feed_code, reporting_years} into the years of each feed; a feed without a year has an empty set. */
    static Map<String, SortedSet<Integer>> yearsByFeed(JdbcClient.StatementSpec statement) {
        Map<String, SortedSet<Integer>> years = new TreeMap<>();
        statement.query(row -> {
            years.computeIfAbsent(row.getString("feed_code"), feed -> new TreeSet<>())
                    .addAll(years(row));
        });
        return years;
    }

    /** The column {@code reporting_years}; no year where it is NULL. */
    static List<Integer> years(ResultSet row) throws SQLException {
        Array years = row.getArray("reporting_years");
        return years == null
                ? List.of()
                : Arrays.stream((Object[]) years.getArray())
                        .map(year -> ((Number) year).intValue())
                        .toList();
    }

    /** Years as a parameter, compared with {@code smallint[]}. */
    static Integer[] array(Collection<Integer> years) {
        return years.toArray(Integer[]::new);
    }
}
