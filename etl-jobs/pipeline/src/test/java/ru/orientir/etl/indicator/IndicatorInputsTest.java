package ru.orientir.etl.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.ledger.EmptyForm;
import ru.orientir.etl.table.BundledTables;
import ru.orientir.etl.table.CsvRows;
import ru.orientir.warehouse.IndicatorCatalogue;

class IndicatorInputsTest {

    private static final StructType SUBMISSIONS = StructType.fromDDL(
            "feed_code string, file_name string, organization_id string, sender string, is_sender_named boolean,"
                    + " reporting_year int, month date, outcome string, rows bigint, received_at timestamp, is_superseded boolean");

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    @Test
    void submissionsThatLaterOnesCorrectAreNotReceived() {
        assertThat(received("""
                feed_code,file_name,sender,is_sender_named,reporting_year,outcome,rows,is_superseded
                enrolment,a,S1,false,2023,valid,3,true
                enrolment,b,S1,false,2023,valid,4,false
                """)).containsExactly("enrolment b S1 4 false");
    }

    @Test
    void aSenderThatIsCalledByNameIsTheOneTheRegisterKnows() {
        assertThat(received("""
                feed_code,file_name,sender,is_sender_named,reporting_year,outcome,rows,is_superseded
                college_graduate_employment,a,колледж «Связи»,true,2023,valid,3,false
                college_graduate_employment,b,Колледж моды,true,2023,valid,4,false
                """))
                .containsExactlyInAnyOrder(
                        "college_graduate_employment a C1 3 false",
                        "college_graduate_employment b name:КОЛЛЕДЖ МОДЫ 4 false");
    }

    @Test
    void aFeedOfStandingThingsIsAList() {
        assertThat(received("""
                feed_code,file_name,sender,is_sender_named,reporting_year,outcome,rows,is_superseded
                partnership_agreement,a,S1,false,2023,valid,3,false
                """)).containsExactly("partnership_agreement a S1 3 true");
    }

    @Test
    void monthsOfAYearAreThoseThatHavePassed() {
        assertThat(elapsed(LocalDate.of(2024, 3, 30), 2023, 2024, 2025)).containsExactly("2023|12", "2024|2", "2025|0");
        assertThat(elapsed(LocalDate.of(2024, 3, 31), 2024)).containsExactly("2024|3");
        assertThat(elapsed(LocalDate.of(2024, 1, 1), 2024)).containsExactly("2024|0");
        assertThat(elapsed(LocalDate.of(2024, 12, 30), 2024)).containsExactly("2024|11");
        assertThat(elapsed(LocalDate.of(2024, 12, 31), 2024)).containsExactly("2024|12");
    }

    @Test
    void whoReportsByAFeedFollowsFromItsContract() {
        assertThat(told("expected_from", "feed_code", "organization_kind_code"))
                .contains("enrolment|school", "minor_employment|employment_centre")
                .noneMatch(row -> row.startsWith("vacancy|"));
    }

    @Test
    void emptyFormsKeepWhatTheirNamesSay() {
        assertThat(told("empty_form", "feed_code", "organization_id", "reporting_year"))
                .containsExactlyInAnyOrder("enrolment|S2|2023", "partnership_agreement|S2|null");
    }

    @Test
    void everyIndicatorOfTheCatalogueIsTold() {
        assertThat(told("indicator", "indicator_code"))
                .containsExactlyElementsOf(IndicatorCatalogue.load().indicators().stream()
                        .map(indicator -> indicator.code())
                        .toList());
    }

    @Test
    void everyPartOfAnIndicatorIsDeclared() {
        assertThat(told("declared_part", "indicator_code", "part").stream().distinct())
                .containsExactlyInAnyOrderElementsOf(IndicatorCatalogue.load().indicators().stream()
                        .flatMap(indicator ->
                                indicator.parts().keySet().stream().map(part -> indicator.code() + "|" + part))
                        .toList());
    }

    @Test
    void aChangeIsSaidTheRussianWay() {
        inputs("feed_code\n", LocalDate.EPOCH);
        assertThat(LocalSpark.told(
                        SPARK.get()
                                .sql("SELECT stack(6, 12.34D, -0.06D, 0.04D, -0.04D, 1234.5D, double(NULL)) AS change"),
                        "change_ru(change)"))
                .containsExactly("+12,3 %", "−0,1 %", "0,0 %", "0,0 %", "+1234,5 %", "null");
        assertThat(LocalSpark.told(
                        SPARK.get().sql("SELECT stack(3, 3D, 2.5D, double(NULL)) AS threshold"),
                        "threshold_ru(threshold)"))
                .containsExactly("3 %", "2,5 %", "null");
    }

    private static List<String> received(String csv) {
        return LocalSpark.told(
                inputs(csv, LocalDate.EPOCH).input("received", List.of()),
                "concat_ws(' ', feed_code, file_name, organization_id, rows, is_list)");
    }

    private static List<String> elapsed(LocalDate businessDate, Integer... years) {
        return LocalSpark.told(
                inputs("feed_code\n", businessDate).input("elapsed_months", List.of(years)),
                "reporting_year",
                "months");
    }

    private static List<String> told(String input, String... columns) {
        return LocalSpark.told(inputs("feed_code\n", LocalDate.EPOCH).input(input, List.of()), columns);
    }

    private static IndicatorInputs inputs(String submissions, LocalDate businessDate) {
        DimensionInputs.registerFunctions(SPARK.get());
        Timestamp received = Timestamp.valueOf("2024-01-31 00:00:00");
        Dataset<Row> aliases = CsvRows.of("alias,organization_id\nКОЛЛЕДЖ СВЯЗИ,C1\n")
                .rows(SPARK.get(), DimensionInputs.columns(DimensionInputs.ORGANIZATION_ALIAS));
        return new IndicatorInputs(
                SPARK.get(),
                new IndicatorParts(IndicatorCatalogue.load(), BundledTables.ALL),
                new IndicatorInputs.Deliveries(
                        CsvRows.of(submissions).rows(SPARK.get(), SUBMISSIONS),
                        FeedContracts.bundled().all(),
                        Set.of("partnership_agreement"),
                        Map.of(
                                "enrolment", List.of(new EmptyForm("S2", 2023, null, received)),
                                "partnership_agreement", List.of(new EmptyForm("S2", null, null, received)))),
                businessDate,
                name -> aliases);
    }
}
