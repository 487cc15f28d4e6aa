package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the load counts ahead for the dashboards, counted once more by PostgreSQL. */
class DashboardMartsIT {

    private static final String CATEGORY = """
            cross join lateral (values ('all', true), ('limited_health', f.is_limited_health), ('disabled', f.is_disabled),
                                       ('orphan', f.is_orphan), ('gifted', f.is_gifted)) as category (code, holds)
            """;

    private static LoadedRegion region;

    @BeforeAll
    static void load() {
        region = LoadedRegion.get();
    }

    @Test
    void participationsOfASchoolAreTheListedOnesAndChildrenCountOnce() throws SQLException {
        List<String> counted = loaded("""
                select f.reporting_year, o.organization_id, f.event_edition_key, e.education_stage_code, category.code,
                       count(*) filter (where f.is_participation),
                       count(distinct f.learner) filter (where f.is_participation),
                       count(distinct f.learner) filter (where a.award_code = 'winner'),
                       count(distinct f.learner) filter (where a.award_code = 'prize_winner')
                from core.fact_event_participation f
                join core.dim_organization o using (organization_key)
                join core.dim_education_stage e using (education_stage_key)
                join core.dim_award a using (award_key)
                """ + CATEGORY + "where category.holds group by 1, 2, 3, 4, 5");

        assertThat(counted).hasSizeGreaterThan(1000);
        assertThat(loaded("""
                        select f.reporting_year, o.organization_id, f.event_edition_key, e.education_stage_code, c.learner_category_code,
                               f.participations, f.unique_children_persons, f.winners_persons, f.prize_winners_persons
                        from core.fact_event_attendance f
                        join core.dim_organization o using (organization_key)
                        join core.dim_education_stage e using (education_stage_key)
                        join core.dim_learner_category c using (learner_category_key)""")).isEqualTo(counted);
    }

    @Test
    void aChildOfTwoSchoolsCountsOnceInTheMunicipality() throws SQLException {
        List<String> counted = loaded("""
                select f.reporting_year, f.territory_key, ee.event_series_key, stage.code, category.code,
                       count(*) filter (where f.is_participation),
                       count(distinct f.learner) filter (where f.is_participation),
                       count(distinct f.learner) filter (where a.award_code = 'winner'),
                       count(distinct f.learner) filter (where a.award_code = 'prize_winner'),
                       count(distinct f.learner) filter (where a.award_code in ('winner', 'prize_winner'))
                from core.fact_event_participation f
                join core.dim_event_edition ee using (event_edition_key)
                join core.dim_education_stage e using (education_stage_key)
                join core.dim_award a using (award_key)
                cross join lateral (values ('all'), (e.education_stage_code)) as stage (code)
                """ + CATEGORY + "where category.holds group by 1, 2, 3, 4, 5");

        assertThat(counted).hasSizeGreaterThan(100);
        assertThat(loaded("""
                        select f.reporting_year, f.territory_key, f.event_series_key, e.education_stage_code, c.learner_category_code,
                               f.participations, f.unique_children_persons, f.winners_persons, f.prize_winners_persons,
                               f.awarded_children_persons
                        from core.fact_municipal_event_attendance f
                        join core.dim_education_stage e using (education_stage_key)
                        join core.dim_learner_category c using (learner_category_key)""")).isEqualTo(counted);
    }

    @Test
    void everyRejectionNamesItsRuleInRussian() throws SQLException {
        assertThat(shown("select distinct rule_name from mart.rejected_row"))
                .hasSizeGreaterThan(20)
                .allMatch(name -> name.matches(".*[а-я].*"));
    }

    @Test
    void noCodeIsShownForWantOfAName() throws SQLException {
        List<String> columns = shown("""
                select format('mart.%I|%I', table_name, column_name) from information_schema.columns
                where table_schema = 'mart' and column_name ~ '_name$' and column_name not in ('check_name', 'file_name')""");

        assertThat(columns).hasSizeGreaterThan(30).allSatisfy(column -> {
            String[] parts = column.split("\\|");
            assertThat(shown(
                            "select distinct %1$s from %2$s where %1$s ~ '^[A-Za-z_]+$'".formatted(parts[1], parts[0])))
                    .as(column)
                    .isEmpty();
        });
    }

    @Test
    void everyFileOfOneSenderNamesIt() throws SQLException {
        assertThat(shown("""
                        select feed_code, file_name from mart.source_file
                        where organization_id is null and feed_code not in ('organization_register', 'survey_invitation', 'vacancy')""")).isEmpty();
        assertThat(
                        shown(
                                "select distinct organization_name from mart.source_file where feed_code = 'college_graduate_employment'"))
                .hasSize(4);
        assertThat(shown("select distinct territory_name from mart.source_file where feed_code = 'survey_invitation'"))
                .containsExactly("город Невинномысск");
    }

    private static List<String> loaded(String query) throws SQLException {
        try (Connection loader = region.loader()) {
            return Marts.rows(loader, query);
        }
    }

    private static List<String> shown(String query) throws SQLException {
        try (Connection analyst = region.analyst()) {
            return Marts.rows(analyst, query);
        }
    }
}
