package ru.orientir.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.ledger.EmptyLedger;
import ru.orientir.etl.table.BundledTables;
import ru.orientir.etl.table.Table;

/** A fact is declared twice, as {@code table.yaml} and as a table of {@code core}: here the two are held together. */
@ExtendWith(EmptyLedger.class)
class FactColumnsTest {

    private static final String YEAR = "reporting_year";

    @Test
    void everyFactOfTheFolderIsATableAndEveryTableHasItsFolder(JdbcTemplate warehouse) {
        assertThat(facts().map(Table::name))
                .containsExactlyInAnyOrderElementsOf(warehouse.queryForList("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'core'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname LIKE 'fact\\_%'
                """, String.class));
    }

    @TestFactory
    Stream<DynamicTest> theFolderGivesWhatTheTableWants(JdbcTemplate warehouse) {
        return facts().map(fact -> DynamicTest.dynamicTest(
                fact.name(),
                () -> assertThat(fact.columns().fieldNames()).containsAll(wanted(columns(warehouse, fact)))));
    }

    @TestFactory
    Stream<DynamicTest> whatTheTableDoesNotWantIsReadByAnotherTable(JdbcTemplate warehouse) {
        return facts().map(fact -> DynamicTest.dynamicTest(fact.name(), () -> {
            Set<String> more = new TreeSet<>(List.of(fact.columns().fieldNames()));
            more.removeAll(wanted(columns(warehouse, fact)));
            assertThat(more).allSatisfy(column -> assertThat(readers(fact)).anyMatch(sql -> sql.contains(column)));
        }));
    }

    @TestFactory
    Stream<DynamicTest> theKeyOfTheFolderIsThatOfTheTable(JdbcTemplate warehouse) {
        return facts().map(fact -> DynamicTest.dynamicTest(fact.name(), () -> {
            Set<String> key = wanted(warehouse.queryForList("""
                    SELECT attname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
                    WHERE conrelid = ?::regclass AND contype = 'p'
                    """, String.class, "core." + fact.name()));
            // A day tells the version of an organization, not one row from another.
            key.remove("valid_on");
            key.remove(YEAR);
            assertThat(fact.keys()).containsExactlyInAnyOrderElementsOf(key);
        }));
    }

    @Test
    void everyFactByYearIsPartitionedByIt(JdbcTemplate warehouse) {
        assertThat(facts().filter(Table::isByYear).map(Table::name))
                .containsExactlyInAnyOrderElementsOf(warehouse.queryForList("""
                SELECT relname FROM pg_partitioned_table JOIN pg_class ON oid = partrelid
                WHERE relnamespace = 'core'::regnamespace AND pg_get_partkeydef(oid) = 'LIST (reporting_year)'
                """, String.class));
    }

    private static Stream<Table> facts() {
        return BundledTables.ALL.all().stream().filter(Table::isFact);
    }

    private static List<String> columns(JdbcTemplate warehouse, Table fact) {
        return warehouse.queryForList(
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped",
                String.class,
                "core." + fact.name());
    }

    /** Columns of the lake for columns of the table. */
    private static Set<String> wanted(List<String> columns) {
        Set<String> wanted = new TreeSet<>();
        columns.forEach(
                column -> wanted.addAll(column.endsWith("_key") ? SurrogateKeys.foundBy(column) : List.of(column)));
        return wanted;
    }

    private static List<String> readers(Table fact) {
        return BundledTables.ALL.all().stream()
                .filter(table -> table.reads().contains(fact.name()))
                .map(Table::sql)
                .toList();
    }
}
