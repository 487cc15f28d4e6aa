package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.orientir.etl.ledger.Nights.FEED;
import static ru.orientir.etl.ledger.Nights.file;
import static ru.orientir.etl.ledger.Nights.rows;
import static ru.orientir.etl.ledger.Nights.sha256;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(EmptyLedger.class)
class RunFilesTest {

    private static final int EARLIEST = 1900;

    private Nights nights;
    private RunFiles files;

    @BeforeEach
    void open(JdbcTemplate warehouse) {
        nights = new Nights(warehouse);
        files = new RunFiles(warehouse);
    }

    @Test
    void aRefusedFileIsNotConformed() {
        nights.begin("one", file("a.xlsx", "a"), file("b.xlsx", "b"));
        files.refuse("one", FEED, Set.of("b.xlsx"));

        assertThat(files.feeds("one")).containsExactly(FEED);
        assertThat(files.namesByLandedRun("one", FEED)).isEqualTo(Map.of("one", List.of("a.xlsx")));
    }

    @Test
    void aBackfillConformsTheFilesInForceOfItsYearsFromWhereTheyWereLanded() {
        nights.begin("one", file("a.xlsx", "a"), file("b.xlsx", "b"));
        nights.count("one", rows("a.xlsx", 2022, 2023), rows("b.xlsx", 2024));
        nights.publish("one");
        nights.begin("back");
        files.addFromLake("back", List.of(2021, 2023), Set.of());

        assertThat(files.namesByLandedRun("back", FEED)).isEqualTo(Map.of("one", List.of("a.xlsx")));
    }

    @Test
    void aBackfillOfOtherFeedsLeavesTheFilesAlone() {
        nights.begin("one", file("a.xlsx", "a"));
        nights.count("one", rows("a.xlsx", 2023));
        nights.publish("one");
        nights.begin("back");
        files.addFromLake("back", List.of(2023), Set.of("vacancy"));
        assertThat(files.feeds("back")).isEmpty();

        files.addFromLake("back", List.of(2023), Set.of("vacancy", FEED));
        assertThat(files.feeds("back")).containsExactly(FEED);
    }

    @Test
    void filesOfTheSameContentAreToldApart() {
        nights.begin("one", file("a.xlsx", "a"), file("copy/a.xlsx", "a"), file("empty.xlsx", "e"));
        nights.count("one", rows("a.xlsx", 2023), rows("copy/a.xlsx", 2023));

        assertThat(files.conformed("one", FEED))
                .containsExactly(
                        new ConformedFile("a.xlsx", sha256("a"), 2, 1),
                        new ConformedFile("copy/a.xlsx", sha256("a"), 2, 1));
    }

    @Test
    void countsAreByFeed() {
        nights.begin("one", file("a.xlsx", "a"), file("b.xlsx", "b"));
        nights.count("one", new FileCount("a.xlsx", 20, 12, 3, 5, new TreeSet<>(List.of(2023)), "school"));
        files.refuse("one", FEED, Set.of("b.xlsx"));

        assertThat(files.feedCounts("one")).containsExactly(new FeedCount(FEED, 15, 12, 3, 5, 2, 1));
    }

    @Test
    void aCountTakenAgainReplacesTheFirst() {
        nights.begin("one", file("a.xlsx", "a"));
        nights.count("one", rows("a.xlsx", 2023));
        nights.count("one");

        assertThat(files.feedCounts("one")).containsExactly(new FeedCount(FEED, 0, 0, 0, 0, 1, 0));
        assertThat(files.touchedYears("one", EARLIEST).get(FEED)).isEmpty();
    }

    @Test
    void theSenderIsWhoTheRowsNameElseWhoTheFileNames(JdbcTemplate warehouse) {
        nights.begin("one", file("school1_2023.xlsx", "a"), file("school2_2023.xlsx", "b"));
        nights.count(
                "one",
                new FileCount("school1_2023.xlsx", 1, 1, 0, 0, new TreeSet<>(List.of(2023)), "school9"),
                new FileCount("school2_2023.xlsx", 1, 1, 0, 0, new TreeSet<>(List.of(2023)), null));

        assertThat(warehouse.queryForList("SELECT sender FROM audit.load_file ORDER BY file_name", String.class))
                .containsExactly("school9", "school2");
    }

    @Test
    void aFileTouchesItsYearsAndThoseOfWhatItReplaces() {
        nights.begin("one", file("a.xlsx", "a"));
        nights.count("one", rows("a.xlsx", 2021, 2022));
        nights.publish("one");
        nights.begin("two", file("a.xlsx", "c"), file("b.xlsx", "b"));
        nights.count("two", rows("a.xlsx", 2022, 2023), rows("b.xlsx", 2025));
        files.refuse("two", FEED, Set.of("b.xlsx"));

        assertThat(files.touchedYears("two", EARLIEST)).isEqualTo(Map.of(FEED, Set.of(2021, 2022, 2023)));
    }

    @Test
    void aFormTouchesTheYearOfItsNameAndAnEmptyListTheEarliest() {
        nights.begin("one", file("school1_2023.xlsx", "a"), file("20240131-A-17.csv", "b"));
        nights.count("one");

        assertThat(files.touchedYears("one", EARLIEST)).isEqualTo(Map.of(FEED, Set.of(EARLIEST, 2023)));
    }
}
