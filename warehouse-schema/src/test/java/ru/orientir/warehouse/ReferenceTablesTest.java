package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceTablesTest {
    @Test
    void everyFileIsRead() throws IOException, URISyntaxException {
        Path folder = Path.of(ReferenceTables.class
                        .getResource("/reference/territory.csv")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(ReferenceTables.all())
                    .extracting(ReferenceTable::name)
                    // Follows from the breakdowns of the indicators.
                    .filteredOn(name -> !name.equals("group"))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
                                    // Said of the marts and in no table, or come with the schema.
                                    .filter(name -> !name.startsWith("mart_") && !name.equals("code_name"))
                                    .toList());
        }
    }

    @Test
    void headersAreTheColumnsOfTheTableWithoutItsSurrogateKey() throws SQLException {
        for (ReferenceTable table : ReferenceTables.all()) {
            List<String> columns = Warehouse.rows(
                    Warehouse.migrated(),
                    "select attname from pg_attribute where attrelid = 'core.%s'::regclass and attnum > 0 and attname <> '%s_key'"
                            .formatted(table.tableName(), table.name()));

            assertThat(table.header()).as(table.name()).containsExactlyInAnyOrderElementsOf(columns);
        }
    }

    @Test
    void loadsInTheOrderGiven() throws SQLException {
        try (Connection connection = Warehouse.migrated().getConnection()) {
            connection.setAutoCommit(false);
            for (ReferenceTable table : ReferenceTables.all()) {
                insert(connection, table);
                assertThat(table.rows()).as(table.name()).isNotEmpty();
            }
            assertThat(Warehouse.rows(
                            connection, "select name_ru from core.dim_territory where territory_id = '07724000'"))
                    .containsExactly("город Невинномысск");
            assertThat(Warehouse.rows(
                            connection,
                            "select stage_code, count(*) from core.reporting_year_stage group by 1 order by 1"))
                    .containsExactly("I|3", "II|3");
            connection.rollback();
        }
    }

    @Test
    void blankValuesAreNull() {
        ReferenceTable stages = ReferenceTables.named("education_stage");

        assertThat(stages.rows().get(0)).containsExactly("all", "все ступени", "all stages", null, null, "1");
        assertThat(stages.businessKey()).containsExactly("education_stage_code");
    }

    @Test
    void digestIsStable() {
        assertThat(ReferenceTables.digest()).hasSize(64).isEqualTo(ReferenceTables.digest());
    }

    /** Inserts as text; the database casts to the type of the column. */
    static void insert(Connection connection, ReferenceTable table) throws SQLException {
        List<String> casts = table.header().stream()
                .map(column ->
                        "(jsonb_populate_record(null::core." + table.tableName() + ", jsonb_object(?, ?)))." + column)
                .toList();
        String sql = "insert into core." + table.tableName() + " (" + String.join(", ", table.header()) + ") select "
                + String.join(", ", casts);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<String> row : table.rows()) {
                int parameter = 1;
                for (int i = 0; i < table.header().size(); i++) {
                    statement.setArray(
                            parameter++,
                            connection.createArrayOf("text", table.header().toArray()));
                    statement.setArray(parameter++, connection.createArrayOf("text", row.toArray()));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
