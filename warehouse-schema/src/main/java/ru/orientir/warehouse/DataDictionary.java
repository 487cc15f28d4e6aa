package ru.orientir.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Writes a migrated warehouse as Markdown: the bus matrix, then a section a schema, a table of columns with type, key and meaning of the
 * comments for every table and view. Partitions are left out: they are their parents.
 */
public final class DataDictionary {
    private static final List<String> SCHEMAS = List.of("mart", "core", "audit", "staging", "batch");

    private static final String RELATIONS = """
            select c.oid::bigint, c.relname, c.relkind::text, coalesce(obj_description(c.oid, 'pg_class'), '')
            from pg_class c
            where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
            order by case when c.relname like 'dim\\_%' then 1 when c.relname like 'fact\\_%' then 2 else 3 end, c.relname""";

    private static final String COLUMNS = """
            select a.attname,
                   format_type(a.atttypid, a.atttypmod),
                   a.attnotnull,
                   exists (select from pg_constraint k
                           where k.conrelid = a.attrelid and k.contype = 'p' and a.attnum = any (k.conkey)),
                   exists (select from pg_constraint k
                           where k.conrelid = a.attrelid and k.contype = 'u' and a.attnum = any (k.conkey)),
                   (select string_agg(distinct k.confrelid::regclass::text, ', ') from pg_constraint k
                    where k.conrelid = a.attrelid and k.contype = 'f' and a.attnum = any (k.conkey)),
                   coalesce(col_description(a.attrelid, a.attnum), '')
            from pg_attribute a
            where a.attrelid = ?::oid and a.attnum > 0 and not a.attisdropped
            order by a.attnum""";

    private static final String DIMENSIONS = """
            select f.relname, d.relname
            from pg_constraint k
            join pg_class f on f.oid = k.conrelid and f.relname like 'fact\\_%' and not f.relispartition
            join pg_class d on d.oid = k.confrelid
            where k.contype = 'f' and f.relnamespace = 'core'::regnamespace and d.relkind = 'r'
            group by 1, 2""";

    private final DataSource dataSource;

    /** @param dataSource a migrated warehouse */
    public DataDictionary(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The dictionary as Markdown, with line feeds and one at the end. */
    public String markdown() throws SQLException {
        StringBuilder text = new StringBuilder("""
                # Data dictionary

                Generated from the comments in the database; `DataDictionaryTest` fails when this page is stale and prints the
                command that renews it. Analysts read `mart` only. PK, UQ and FK mark primary, unique and foreign keys; `*`
                marks a column that is never NULL.
                """);
        try (Connection connection = dataSource.getConnection()) {
            appendBusMatrix(text, connection);
            for (String schema : SCHEMAS) {
                appendSchema(text, connection, schema);
            }
        }
        return text.toString();
    }

    private static void appendBusMatrix(StringBuilder text, Connection connection) throws SQLException {
        SortedMap<String, SortedSet<String>> byFact = new TreeMap<>();
        SortedMap<String, Integer> facts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet pair = statement.executeQuery(DIMENSIONS)) {
            while (pair.next()) {
                String dimension = pair.getString(2).replaceFirst("^dim_", "");
                byFact.computeIfAbsent(pair.getString(1), fact -> new TreeSet<>())
                        .add(dimension);
                facts.merge(dimension, 1, Integer::sum);
            }
        }
        List<String> dimensions = facts.keySet().stream()
                .sorted(Comparator.comparing(facts::get).reversed())
                .toList();
        text.append("\n## Bus matrix\n\nOne row is a fact, one column a dimension that it refers to.\n\n| fact |");
        dimensions.forEach(dimension ->
                text.append(' ').append(dimension.replace('_', ' ')).append(" |"));
        text.append("\n| --- |").append(" --- |".repeat(dimensions.size())).append('\n');
        byFact.forEach((fact, own) -> {
            text.append("| `").append(fact).append("` |");
            dimensions.forEach(dimension -> text.append(own.contains(dimension) ? " ● |" : " |"));
            text.append('\n');
        });
    }

    private static void appendSchema(StringBuilder text, Connection connection, String schema) throws SQLException {
        text.append("\n## ").append(schema).append("\n\n").append(schemaComment(connection, schema));
        text.append('\n');
        // The tables of the job repository are Spring Batch's own and told in its documentation.
        if (schema.equals("batch") || schema.equals("staging")) {
            return;
        }
        try (PreparedStatement relations = connection.prepareStatement(RELATIONS)) {
            relations.setString(1, schema);
            try (ResultSet relation = relations.executeQuery()) {
                while (relation.next()) {
                    text.append("\n### ").append(schema).append('.').append(relation.getString(2));
                    text.append("\n\n").append(relation.getString(4));
                    if (relation.getString(3).equals("p")) {
                        text.append(" Partitioned by reporting year.");
                    }
                    text.append("\n\n");
                    appendColumns(text, connection, relation.getLong(1), schema.equals("mart"));
                }
            }
        }
    }

    private static void appendColumns(StringBuilder text, Connection connection, long relation, boolean isMart)
            throws SQLException {
        text.append(
                isMart
                        ? "| Столбец | Тип | Описание |\n| --- | --- | --- |\n"
                        : "| column | type | key | meaning |\n| --- | --- | --- | --- |\n");
        try (PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
            columns.setLong(1, relation);
            try (ResultSet column = columns.executeQuery()) {
                while (column.next()) {
                    text.append("| `").append(column.getString(1)).append("` | ");
                    text.append(column.getString(2)).append(column.getBoolean(3) ? " *" : "");
                    if (!isMart) {
                        text.append(" | ").append(key(column));
                    }
                    text.append(" | ").append(cell(column.getString(7))).append(" |\n");
                }
            }
        }
    }

    private static String key(ResultSet column) throws SQLException {
        String key = column.getBoolean(4) ? "PK" : column.getBoolean(5) ? "UQ" : "";
        String target = column.getString(6);
        return target == null ? key : (key + " FK " + target).strip();
    }

    private static String cell(String comment) {
        return comment.replace("|", "\\|").replace('\n', ' ');
    }

    private static String schemaComment(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select coalesce(obj_description(?::regnamespace, 'pg_namespace'), '')")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
