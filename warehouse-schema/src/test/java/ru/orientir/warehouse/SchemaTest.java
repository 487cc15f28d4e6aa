package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void everyColumnTableAndSchemaHasAComment() throws SQLException {
        assertThat(rows("""
                        select n.nspname from pg_namespace n
                        where n.nspname in ('core', 'mart', 'audit', 'staging', 'batch')
                          and obj_description(n.oid, 'pg_namespace') is null
                        union all
                        select c.oid::regclass::text from pg_class c
                        where c.relnamespace::regnamespace::text in ('core', 'mart', 'audit') and c.relkind in ('r', 'p', 'v')
                          and not c.relispartition and obj_description(c.oid, 'pg_class') is null
                        union all
                        select c.oid::regclass || '.' || a.attname
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        where c.relnamespace::regnamespace::text in ('core', 'mart', 'audit') and c.relkind in ('r', 'p', 'v')
                          and not c.relispartition and col_description(c.oid, a.attnum) is null""")).isEmpty();
    }

    @Test
    void everyTableCommentTellsTheGrain() throws SQLException {
        assertThat(rows("""
                                select c.oid::regclass from pg_class c
                                where c.relnamespace::regnamespace::text in ('core', 'mart', 'audit') and c.relkind in ('r', 'p', 'v')
                                  and not c.relispartition
                                  and obj_description(c.oid, 'pg_class') !~ case c.relnamespace::regnamespace::text
                                      when 'mart' then '^Одна строка — ' else '^One row is ' end""")).isEmpty();
    }

    @Test
    void everyMartColumnIsDescribedInRussian() throws SQLException {
        assertThat(rows("""
                        select c.oid::regclass || '.' || a.attname
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                        where c.relnamespace = 'mart'::regnamespace and col_description(c.oid, a.attnum) !~ '[а-я]'""")).isEmpty();
    }

    @Test
    void everyNullableColumnSaysWhatNullMeans() throws SQLException {
        assertThat(rows("""
                                select c.oid::regclass || '.' || a.attname
                                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                where c.relnamespace::regnamespace::text in ('core', 'audit') and c.relkind in ('r', 'p')
                                  and not c.relispartition and not a.attnotnull and c.relname <> 'flyway_schema_history'
                                  and col_description(c.oid, a.attnum) !~ 'NULL'""")).isEmpty();
    }

    @Test
    void everyTableHasAPrimaryKey() throws SQLException {
        assertThat(rows("""
                        select c.oid::regclass from pg_class c
                        where c.relnamespace::regnamespace::text in ('core', 'audit') and c.relkind in ('r', 'p')
                          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')""")).isEmpty();
    }

    @Test
    void everyKeyColumnOfAFactPointsToItsDimension() throws SQLException {
        assertThat(rows("""
                        select c.oid::regclass || '.' || a.attname
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname like '%\\_key'
                        where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p') and c.relname like 'fact\\_%'
                          and not exists (select from pg_constraint k
                                          where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum])""")).isEmpty();
    }

    @Test
    void everyFactExceptTheComparisonIsPartitionedWithoutADefaultPartition() throws SQLException {
        assertThat(rows("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
                          and c.relname like 'fact\\_%' and not c.relispartition
                          and (c.relkind <> 'p' or exists (select from pg_partitioned_table p
                                                           where p.partrelid = c.oid and p.partdefid <> 0))""")).containsExactly("fact_stage_comparison");
    }

    @Test
    void everyDimensionHasAnUnknownMemberAndASequenceForItsKey() throws SQLException {
        for (String dimension : dimensions()) {
            String key = dimension.replaceFirst("dim_", "") + "_key";

            assertThat(rows("select count(*) from core.%s where %s = 0".formatted(dimension, key)))
                    .as("unknown members of %s", dimension)
                    .containsExactly("1");
            if (!dimension.equals("dim_date")) {
                assertThat(rows("select to_regclass('core.%s_%s_seq') is not null".formatted(dimension, key)))
                        .as("sequence of %s", dimension)
                        .containsExactly("t");
            }
        }
    }

    @Test
    void theCalendarKnowsAcademicYears() throws SQLException {
        assertThat(
                        rows(
                                "select academic_year from core.dim_date where date_key in (20220831, 20220901) order by date_key"))
                .containsExactly("2021/2022", "2022/2023");
    }

    @Test
    void everyMartRunsOnAnEmptyWarehouse() throws SQLException {
        List<String> marts = rows("select relname from pg_class where relnamespace = 'mart'::regnamespace order by 1");
        assertThat(marts)
                .contains(
                        "indicator_by_organization_year",
                        "indicator_by_municipality_year",
                        "stage_comparison",
                        "event_participation",
                        "submission",
                        "rejected_row",
                        "labour_balance",
                        "indicator",
                        "run",
                        "baseline",
                        "data_freshness");
        for (String mart : marts) {
            var rows = assertThat(rows("select * from mart." + mart)).as(mart);
            // The names of codes are there before anything is loaded.
            if (mart.equals("code_name")) {
                rows.hasSizeGreaterThan(50);
            } else {
                rows.isEmpty();
            }
        }
    }

    private static List<String> dimensions() throws SQLException {
        return rows("select relname from pg_class where relnamespace = 'core'::regnamespace and relkind = 'r'"
                + " and relname like 'dim\\_%' order by 1");
    }

    private static List<String> rows(String sql) throws SQLException {
        return Warehouse.rows(Warehouse.migrated(), sql);
    }
}
