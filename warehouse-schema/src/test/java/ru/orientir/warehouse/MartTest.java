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
                    education_stage_key, learner_category_key, numerator, denominator, value, observations, status)
                select y, 'organization', o.territory_key, o.organization_key, i.indicator_key, e.education_stage_key,
                       c.learner_category_key, 1, 4, 0.25, 1, 'reported'
                from (values (2022, 901), (2024, 902)) as v (y, organization_key)
                join core.dim_organization o using (organization_key),
                     core.dim_indicator i, core.dim_education_stage e, core.dim_learner_category c
                where i.indicator_code = '1.3' and e.education_stage_code = 'all' and c.learner_category_code = 'all'""");

        assertThat(Warehouse.rows(connection, """
                                select reporting_year, stage_code, territory_id, organization_id, organization_name, unit, value, vintage
                                from mart.indicator_by_organization_year order by 1"""))
                .containsExactly(
                        "2022|I|07724000|S-001|Лицей 1|share|0.25|1", "2024|II|07724000|S-001|Лицей 1|share|0.25|2");
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
    void childrenAreCountedOnceAndCategoriesOverlap() throws SQLException {
        partition("fact_event_participation", 2024);
        Warehouse.execute(connection, """
                insert into core.dim_event_edition (event_edition_key, event_series_key, reporting_year, event_level_key, event_format_key)
                select 901, s.event_series_key, 2024, l.event_level_key, f.event_format_key
                from core.dim_event_series s, core.dim_event_level l, core.dim_event_format f
                where s.event_series_code = 'BILET' and l.event_level_code = 'regional' and f.event_format_code = 'remote';
                insert into core.fact_event_participation
                select 2024, 902, 901, v.day, v.learner::uuid, o.territory_key, e.education_stage_key, 9, 15, v.limited, v.disabled,
                       false, false, v.took_part, a.award_key
                from (values (20240301, '00000000-0000-0000-0000-000000000001', true, true, true, 'winner'),
                             (20240302, '00000000-0000-0000-0000-000000000001', true, true, true, 'winner'),
                             (20240301, '00000000-0000-0000-0000-000000000002', false, false, true, 'none'),
                             (20240301, '00000000-0000-0000-0000-000000000003', false, false, false, 'none'))
                         as v (day, learner, limited, disabled, took_part, award),
                     core.dim_award a, core.dim_education_stage e, core.dim_organization o
                where a.award_code = v.award and e.education_stage_code = 'grades_8_9' and o.organization_key = 902""");

        assertThat(Warehouse.rows(connection, """
                                select learner_category, participations, unique_children, winners, prize_winners
                                from mart.event_participation order by 1"""))
                .containsExactly("all|3|2|1|0", "disabled|2|1|1|0", "limited_health|2|1|1|0");
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
                insert into core.fact_stage_comparison (level, territory_key, organization_key, indicator_key, education_stage_key,
                    learner_category_key, base_stage_key, compared_stage_key, base_value, compared_value, difference, verdict,
                    reason_code, reason_ru)
                select 'municipality', t.territory_key, 0, i.indicator_key, e.education_stage_key, c.learner_category_key,
                       b.programme_stage_key, d.programme_stage_key, 1, 2, 1, 'better', 'higher', 'выросло'
                from core.dim_territory t, core.dim_indicator i, core.dim_education_stage e, core.dim_learner_category c,
                     core.dim_programme_stage b, core.dim_programme_stage d
                where t.territory_id = '07724000' and i.indicator_code = '1.3' and e.education_stage_code = 'all'
                  and c.learner_category_code = 'all' and b.stage_code = 'I' and d.stage_code = 'II'""");

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
