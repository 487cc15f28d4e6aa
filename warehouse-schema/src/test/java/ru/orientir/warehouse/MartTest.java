package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the marts make of a small warehouse, written and rolled back in one transaction. */
class MartTest {
    private static final String SMALL_WAREHOUSE = """
            insert into core.dim_organization (organization_key, organization_id, organization_kind_code, full_name, short_name,
                                               territory_key, status, valid_from, valid_to, is_current)
            select v.organization_key, 'S-001', 'school', v.name, v.name, t.territory_key, 'active', v.valid_from, v.valid_to,
                   v.is_current
            from (values (901, 'Школа 1', date '2020-01-01', date '2023-09-01', false),
                         (902, 'Лицей 1', date '2023-09-01', date '9999-12-31', true))
                     as v (organization_key, name, valid_from, valid_to, is_current),
                 core.dim_territory t
            where t.territory_id = '07724000';
            insert into audit.load_run (run_id, command, business_date, started_at, status)
            values ('r1', 'nightly', date '2026-01-01', now(), 'PUBLISHED'), ('r2', 'nightly', date '2026-01-02', now(), 'PUBLISHED');
            insert into audit.publication (vintage_key, run_id, published_at, business_date, reference_digest, years)
            values (1, 'r1', now(), date '2026-01-01', 'x', '{2022,2024}'), (2, 'r2', now(), date '2026-01-02', 'x', '{2024}');
            """;

    private Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        connection = Warehouse.migrated().getConnection();
        connection.setAutoCommit(false);
        for (ReferenceTable table : ReferenceTables.all()) {
            ReferenceTablesTest.insert(connection, table);
        }
        Warehouse.execute(connection, SMALL_WAREHOUSE);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void oldYearsCarryThePresentNameTheirStageAndTheirVintage() throws SQLException {
        partition("fact_indicator_value", 2022);
        partition("fact_indicator_value", 2024);
        Warehouse.execute(connection, """
                insert into core.fact_indicator_value (reporting_year, level, territory_key, organization_key, indicator_key,
                    group_key, numerator, denominator, value, observations, status)
                select y, 'organization', o.territory_key, o.organization_key, i.indicator_key, g.group_key, 1, 4, 0.25, 1, 'reported'
                from (values (2022, 901), (2024, 902)) as v (y, organization_key)
                join core.dim_organization o using (organization_key),
                     core.dim_indicator i, core.dim_group g
                where i.indicator_code = '1.3' and g.group_code = 'all'""");

        assertThat(Warehouse.rows(connection, """
                                select reporting_year, stage_code, territory_id, organization_id, organization_name, unit, value, vintage
                                from mart.indicator_by_organization_year order by 1"""))
                .containsExactly(
                        "2022|I|07724000|S-001|Лицей 1|share|0.25|1", "2024|II|07724000|S-001|Лицей 1|share|0.25|2");
    }

    @Test
    void aGroupOfAnotherBreakdownDoesNotPassForTheWhole() throws SQLException {
        partition("fact_indicator_value", 2024);
        Warehouse.execute(connection, """
                insert into core.dim_group (group_code, name_ru, name_en, split_by, is_overlapping, sort_order, sex_code)
                values ('sex=female', 'девушки', 'girls', 'sex', false, 100, 'female');
                insert into core.fact_indicator_value (reporting_year, level, territory_key, organization_key, indicator_key,
                    group_key, value, status)
                select 2024, 'municipality', t.territory_key, 0, i.indicator_key, g.group_key, 0.5, 'reported'
                from core.dim_territory t, core.dim_indicator i, core.dim_group g
                where t.territory_id = '07724000' and i.indicator_code = '1.3'
                  and g.group_code in ('all', 'learner_category=disabled', 'sex=female')""");

        assertThat(Warehouse.rows(connection, """
                                select group_name, split_by, education_stage, learner_category
                                from mart.indicator_by_municipality_year order by group_code"""))
                .containsExactly(
                        "всего|all|all|all", "дети-инвалиды|learner_category|all|disabled", "девушки|sex|null|null");
    }

    @Test
    void aFurtherProgrammeDoesNotMultiplyRows() throws SQLException {
        Warehouse.execute(
                connection,
                "insert into core.dim_programme_stage (programme_code, stage_code, name_ru, name_en, first_year, last_year)"
                        + " values ('other', 'A', 'А', 'A', 2021, 2030)");

        assertThat(Warehouse.rows(
                        connection, "select stage_code, count(*) from core.reporting_year_stage group by 1 order by 1"))
                .containsExactly("A|5", "I|3", "II|3");
    }

    @Test
    void aProfileSetsTheSchoolBesideTheMedianOfItsMunicipality() throws SQLException {
        partition("fact_indicator_value", 2024);
        Warehouse.execute(connection, """
                insert into core.dim_organization (organization_key, organization_id, organization_kind_code, full_name, short_name,
                                                   territory_key, status, valid_from)
                select v.organization_key, v.id, 'school', v.id, v.id, t.territory_key, 'active', date '2020-01-01'
                from (values (903, 'S-003', '07724000'), (904, 'S-004', '07724000'), (905, 'S-005', '07602000'))
                         as v (organization_key, id, territory_id)
                join core.dim_territory t using (territory_id);
                insert into core.fact_indicator_value (reporting_year, level, territory_key, organization_key, indicator_key,
                    group_key, numerator, denominator, value, observations, status)
                select 2024, 'organization', o.territory_key, o.organization_key, i.indicator_key, g.group_key, 1, 1, v.value, 1, v.status
                from (values (902, 0.2, 'reported'), (903, 0.4, 'reported'), (904, null, 'not_sent'), (905, 0.9, 'reported'))
                         as v (organization_key, value, status)
                join core.dim_organization o using (organization_key),
                     core.dim_indicator i, core.dim_group g
                where i.indicator_code = '1.3' and g.group_code = 'all'""");

        assertThat(Warehouse.rows(connection, """
                                select organization_id, municipality_median_text, round(share_of_median::numeric, 2), place, organizations
                                from mart.organization_profile order by 1"""))
                .containsExactly(
                        "S-001|30,0\u00A0%|0.67|2|2",
                        "S-003|30,0\u00A0%|1.33|1|2", "S-004|30,0\u00A0%|null|null|2", "S-005|90,0\u00A0%|1.00|1|1");
    }

    @Test
    void valuesAreShownWithTheirUnit() throws SQLException {
        assertThat(Warehouse.rows(connection, """
                                select core.value_text(value, unit, name), core.difference_text(value, unit, name)
                                from (values (1, 0.53247, 'share', 'доля'), (2, -0.0001, 'share', 'доля'), (3, 6388.67, 'persons', 'чел.'),
                                             (4, -63.33, 'agreements', 'договоров'), (5, 3.98751, 'points', 'баллов'), (6, null, 'share', 'доля'))
                                         as v (row, value, unit, name) order by row"""))
                .extracting(row -> row.replace('\u00A0', ' '))
                .containsExactly(
                        "53,2 %|+53,2 п. п.",
                        "0,0 %|0,0 п. п.",
                        "6 389 чел.|+6 389 чел.",
                        "−63,3 договоров|−63,3 договоров",
                        "3,99 баллов|+3,99 баллов",
                        "нет данных|—");
    }

    @Test
    void aFileBelongsToTheSenderThatItsRowsOrItsNameTell() throws SQLException {
        Warehouse.execute(connection, """
                insert into audit.source_file (feed_code, file_name, sha256, size_bytes, received_at, run_id, status, sender)
                select 'enrolment', f.sender || '.xlsx', repeat(f.digit, 64), 1, now(), 'r1', 'active', f.sender
                from (values ('S-001', '1'), ('Лицей 1', '2'), ('07724000', '3'), ('Форма', '4')) as f (sender, digit)""");

        assertThat(Warehouse.rows(
                        connection, "select file_name, territory_id, organization_id from mart.source_file order by 1"))
                .containsExactlyInAnyOrder(
                        "S-001.xlsx|07724000|S-001",
                        "Лицей 1.xlsx|07724000|S-001",
                        "07724000.xlsx|07724000|null",
                        "Форма.xlsx|unknown|null");
    }

    @Test
    void rejectsOfFilesThatWereReplacedAreGone() throws SQLException {
        Warehouse.execute(connection, """
                insert into audit.source_file (feed_code, file_name, sha256, size_bytes, received_at, run_id, status)
                select 'enrolment', f.name, repeat(f.digit, 64), 1, now(), 'r1', f.status
                from (values ('a.xlsx', '1', 'superseded'), ('a.xlsx', '2', 'active'), ('b.xlsx', '3', 'refused')) as f (name, digit, status);
                insert into audit.rejected_row (run_id, feed_code, file_name, sha256, rule, severity, message_ru, message_en, stage)
                select 'r1', feed_code, file_name, sha256, 'required', 'error', 'нет', 'none', 'conform' from audit.source_file""");

        assertThat(Warehouse.rows(connection, "select file_name from mart.rejected_row order by 1"))
                .containsExactly("a.xlsx", "b.xlsx");
    }

    @Test
    void freshnessIsTheLastPublication() throws SQLException {
        assertThat(Warehouse.rows(connection, "select vintage, run_id from mart.data_freshness"))
                .containsExactly("2|r2");
    }

    @Test
    void aMunicipalityIsComparedWithoutAnOrganization() throws SQLException {
        Warehouse.execute(connection, """
                insert into core.fact_stage_comparison (level, territory_key, organization_key, indicator_key, group_key,
                    base_stage_key, compared_stage_key, base_value, compared_value, difference, verdict,
                    reason_code, reason_ru)
                select 'municipality', t.territory_key, 0, i.indicator_key, g.group_key,
                       b.programme_stage_key, d.programme_stage_key, 1, 2, 1, 'better', 'higher', 'выросло'
                from core.dim_territory t, core.dim_indicator i, core.dim_group g,
                     core.dim_programme_stage b, core.dim_programme_stage d
                where t.territory_id = '07724000' and i.indicator_code = '1.3' and g.group_code = 'all' and b.stage_code = 'I' and d.stage_code = 'II'""");

        assertThat(Warehouse.rows(connection, """
                                select level, organization_id, organization_name, base_stage_code, compared_stage_code, verdict, reason
                                from mart.stage_comparison""")).containsExactly("municipality|null|null|I|II|better|выросло");
    }

    private void partition(String fact, int year) throws SQLException {
        Warehouse.execute(
                connection,
                "create table core.%1$s_%2$d partition of core.%1$s for values in (%2$d)".formatted(fact, year));
    }
}
