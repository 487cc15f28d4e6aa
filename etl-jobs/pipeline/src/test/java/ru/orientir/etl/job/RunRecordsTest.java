package ru.orientir.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.SettingsReader;

class RunRecordsTest {

    @TempDir
    private static Path home;

    private static WarehouseDatabase database;
    private static JdbcTemplate warehouse;
    private static RunRecords records;

    @BeforeAll
    static void migrate() {
        database = WarehouseDatabase.open(new SettingsReader(home, Map.of()).settings());
        database.migrate();
        warehouse = new JdbcTemplate(database.etl());
        records = new RunRecords(warehouse);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void filesInForceCountAsInTheRunThatReadThem() {
        warehouse.execute("""
                insert into audit.load_run (run_id, command, business_date, started_at, status)
                values ('first', 'nightly', '2026-01-31', now(), 'PUBLISHED');
                insert into audit.load_file (run_id, feed_code, file_name, sha256, size_bytes, location, landed_run_id, is_refused,
                    rows_read, rows_valid, rows_rejected, rows_left_out, rows_kept_from_facts)
                values ('first', 'enrolment', 'a.xlsx', repeat('a', 64), 1, '/a.xlsx', 'first', false, 20, 12, 3, 5, 1),
                       ('first', 'enrolment', 'b.xlsx', repeat('b', 64), 1, '/b.xlsx', 'first', true, 0, 0, 0, 0, 0);
                insert into audit.source_file (feed_code, file_name, sha256, size_bytes, received_at, run_id, status, rows_read, rows_valid, rows_rejected)
                values ('enrolment', 'a.xlsx', repeat('a', 64), 1, now(), 'first', 'active', 20, 12, 3),
                       ('enrolment', 'b.xlsx', repeat('b', 64), 1, now(), 'first', 'refused', 0, 0, 0);
                insert into audit.rejected_row (run_id, feed_code, file_name, sha256, rule, severity, message_ru, message_en, stage, reporting_year)
                values ('first', 'enrolment', 'a.xlsx', repeat('a', 64), 'unknown_code', 'error', '', '', 'fact', 2023);
                """);

        assertThat(records.feedCounts("first"))
                .containsExactly(new LoadOutcome.FeedCount("enrolment", 15, 11, 4, 5, 2, 1))
                .isEqualTo(records.feedCountsInForce());

        warehouse.execute("delete from audit.rejected_row");
        assertThat(records.feedCountsInForce())
                .as("a later run found nothing wrong with the row")
                .containsExactly(new LoadOutcome.FeedCount("enrolment", 15, 12, 3, 5, 2, 1));
        assertThat(records.feedCounts("first"))
                .as("what the run found stays")
                .containsExactly(new LoadOutcome.FeedCount("enrolment", 15, 11, 4, 5, 2, 1));
    }

    @Test
    void aNightWithNothingNewBeginsWhenItBegins() {
        LoadRequest request =
                new LoadRequest("nightly", LocalDate.of(2026, 1, 31), "/inbox", Set.of(), Set.of(), Optional.empty());
        OffsetDateTime first = records.begin("quiet", request, "holder", "digest");
        records.end("quiet", "NOTHING_NEW", 0, "Nothing new");
        OffsetDateTime second = records.begin("quiet", request, "holder", "digest");
        assertThat(second).isAfter(first);

        OffsetDateTime takenUp = records.begin("quiet", request, "holder", "digest");
        assertThat(takenUp).as("an interrupted run keeps its start").isEqualTo(second);
        records.end("quiet", "NOTHING_NEW", 0, "Nothing new");
    }
}
