package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.orientir.warehouse.MartColumns.Additivity;

class MartColumnsTest {
    private final MartColumns catalogue = MartColumns.load();

    @Test
    void everyColumnOfTheMartsHasARowAndNoOther() throws SQLException {
        assertThat(catalogue.names())
                .containsExactlyInAnyOrderElementsOf(rows(
                        "select distinct column_name from information_schema.columns where table_schema = 'mart'"));
    }

    @Test
    void everyLabelIsShortAndRussian() {
        assertThat(catalogue.names())
                .allSatisfy(name -> assertThat(catalogue.named(name).labelRu())
                        .as(name)
                        .matches("(?s).*[а-яё].*|.*№.*")
                        .hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void noTwoColumnsOfAMartShareALabel() throws SQLException {
        Map<String, String> columnByLabel = new HashMap<>();
        for (String row : rows(
                "select table_name || '|' || column_name from information_schema.columns where table_schema = 'mart'")) {
            String[] names = row.split("\\|");
            String other = columnByLabel.put(
                    names[0] + ": " + catalogue.named(names[1]).labelRu(), row);
            assertThat(other).as(row).isNull();
        }
    }

    @Test
    void textAndDatesAreNeverAdded() throws SQLException {
        for (String name : rows("""
                select distinct column_name from information_schema.columns
                where table_schema = 'mart' and data_type not in ('smallint', 'integer', 'bigint', 'double precision', 'numeric')""")) {
            assertThat(catalogue.named(name).additivity()).as(name).isEqualTo(Additivity.NONE);
        }
    }

    @Test
    void aCommentThatForbidsAddingAgreesWithTheCatalogue() throws SQLException {
        for (String name : rows("""
                select distinct a.attname
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                where c.relnamespace = 'mart'::regnamespace and col_description(c.oid, a.attnum) like '%складывать нельзя%'""")) {
            assertThat(catalogue.named(name).additivity()).as(name).isEqualTo(Additivity.NEVER);
        }
    }

    @Test
    void anUnknownColumnIsRefused() {
        assertThatThrownBy(() -> catalogue.named("no_such_column")).hasMessageContaining("no_such_column");
    }

    private static List<String> rows(String sql) throws SQLException {
        return Warehouse.rows(Warehouse.migrated(), sql);
    }
}
