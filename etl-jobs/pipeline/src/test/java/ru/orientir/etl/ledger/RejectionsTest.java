package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.orientir.etl.ledger.Nights.FEED;
import static ru.orientir.etl.ledger.Nights.file;
import static ru.orientir.etl.ledger.Nights.rows;
import static ru.orientir.etl.ledger.Nights.sha256;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(EmptyLedger.class)
class RejectionsTest {

    private JdbcTemplate warehouse;
    private Nights nights;
    private Rejections rejections;

    /** Run one published a.xlsx of 2022 and 2023; conforming rejected a row, facts left one out in each year. */
    @BeforeEach
    void publishRejections(JdbcTemplate warehouse) {
        this.warehouse = warehouse;
        nights = new Nights(warehouse);
        rejections = new Rejections(warehouse);
        warehouse.execute("""
                DROP TABLE IF EXISTS staging.rejected_row, staging.superseded_submission;
                CREATE TABLE staging.rejected_row (LIKE audit.rejected_row INCLUDING DEFAULTS);
                ALTER TABLE staging.rejected_row DROP COLUMN rejected_row_id;
                CREATE TABLE staging.superseded_submission (LIKE audit.superseded_submission)
                """);
        nights.begin("one", file("a.xlsx", "a"));
        nights.count("one", rows("a.xlsx", 2022, 2023));
        reject("one", "required", "conform", null);
        reject("one", "duplicate", "fact", 2022);
        reject("one", "duplicate", "fact", 2023);
        supersede("one", 2022);
        rejections.take("one", Map.of(FEED, List.of(2022, 2023)));
        nights.publish("one");
        warehouse.execute("TRUNCATE staging.rejected_row, staging.superseded_submission");
    }

    @Test
    void whatIsPublishedIsToldWithItsCount() {
        assertThat(rejected()).containsExactly("one conform null", "one fact 2022", "one fact 2023");
        assertThat(superseded()).containsExactly("one 2022");
        assertThat(new RunFiles(warehouse).feedCounts("one")).containsExactly(new FeedCount(FEED, 3, 0, 3, 0, 1, 0));
    }

    @Test
    void aRunThatReadsOtherFilesJudgesItsYearsOnly() {
        nights.begin("two", file("b.xlsx", "b"));
        reject("two", "duplicate", "fact", 2023);
        rejections.take("two", Map.of(FEED, List.of(2023)));

        assertThat(rejected()).containsExactly("one conform null", "one fact 2022", "two fact 2023");
        assertThat(superseded()).containsExactly("one 2022");
    }

    @Test
    void aFileConformedAgainIsToldAnew() {
        nights.backfill("back", 2022);
        rejections.take("back", Map.of(FEED, List.of(2022)));

        assertThat(rejected()).containsExactly("one fact 2023");
        assertThat(superseded()).isEmpty();
    }

    @Test
    void anotherFeedsRowsStay() {
        nights.begin("two");
        rejections.take("two", Map.of("vacancy", List.of(2022, 2023)));

        assertThat(rejected()).hasSize(3);
        assertThat(superseded()).hasSize(1);
    }

    private void reject(String runId, String rule, String stage, Integer year) {
        warehouse.update("""
                INSERT INTO staging.rejected_row (run_id, feed_code, file_name, sha256, rule, severity, message_ru, message_en, stage, reporting_year)
                VALUES (?, ?, 'a.xlsx', ?, ?, 'error', '', '', ?, ?)
                """, runId, FEED, sha256("a"), rule, stage, year);
    }

    private void supersede(String runId, int year) {
        warehouse.update("""
                INSERT INTO staging.superseded_submission (run_id, feed_code, file_name, sha256, organization_id, reporting_year)
                VALUES (?, ?, 'a.xlsx', ?, 'school1', ?)
                """, runId, FEED, sha256("a"), year);
    }

    private List<String> rejected() {
        return warehouse.queryForList(
                "SELECT concat_ws(' ', run_id, stage, coalesce(reporting_year::text, 'null')) FROM audit.rejected_row ORDER BY 1",
                String.class);
    }

    private List<String> superseded() {
        return warehouse.queryForList(
                "SELECT concat_ws(' ', run_id, reporting_year) FROM audit.superseded_submission ORDER BY 1",
                String.class);
    }
}
