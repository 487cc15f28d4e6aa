package ru.orientir.etl.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.ledger.CurrentFile;
import ru.orientir.etl.table.CsvRows;

/** A school is S1 or S2, both known; a file is named by a letter and arrives in the order of the alphabet. */
class SelectingTest {

    private static final FeedContracts CONTRACTS = FeedContracts.bundled();
    private static final String REGISTER = "organization_register";
    private static final String RUN = "now";

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    private ParquetLake lake;
    private Map<String, FeedFiles> feeds;

    @BeforeEach
    void newLake() {
        lake = SPARK.emptyLake();
        feeds = new LinkedHashMap<>();
    }

    // ---- forms that replace one another

    @Test
    void aCorrectedFormTakesThePlaceOfTheWholeFormOfItsSchoolAndYear() {
        conformed("enrolment", """
                file_name,row_number,organization_id,reporting_year,submitted_on,grade,pupils
                a,2,S1,2023,2023-06-01,1,20
                a,3,S1,2023,2023-06-01,2,21
                b,2,S1,2023,2023-06-05,1,19
                c,2,S2,2023,2023-06-01,1,30
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "enrolment")).containsExactlyInAnyOrder("b:2", "c:2");
        assertThat(leftOut(selected)).containsExactlyInAnyOrder("enrolment a:2 superseded", "enrolment a:3 superseded");
        assertThat(superseded(selected)).containsExactly("enrolment a S1 2023");
    }

    @Test
    void theLaterFormIsTheOneFilledInLaterWheneverItArrives() {
        conformed("enrolment", """
                file_name,row_number,organization_id,reporting_year,submitted_on,grade,pupils
                a,2,S1,2023,2023-06-05,1,20
                b,2,S1,2023,2023-06-01,1,19
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "enrolment")).containsExactly("a:2");
        assertThat(superseded(selected)).containsExactly("enrolment b S1 2023");
    }

    @Test
    void ofTwoFormsFilledInOnOneDayTheOneThatArrivedLaterCounts() {
        conformed("enrolment", """
                file_name,row_number,organization_id,reporting_year,submitted_on,grade,pupils
                a,2,S1,2023,2023-06-05,1,20
                b,2,S1,2023,2023-06-05,1,19
                """, 2023);

        assertThat(counting(select(), "enrolment")).containsExactly("b:2");
    }

    @Test
    void aFormWithoutADayGivesWayToOneThatHasIt() {
        conformed("enrolment", """
                file_name,row_number,organization_id,reporting_year,submitted_on,grade,pupils
                a,2,S1,2023,2023-06-05,1,20
                b,2,S1,2023,,1,19
                """, 2023);

        assertThat(counting(select(), "enrolment")).containsExactly("a:2");
    }

    @Test
    void theSameFileUnderTwoNamesCountsOnce() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,10
                a,3,S1,2023,parent,grades_1_7,10
                b,2,S1,2023,child,grades_1_7,10
                b,3,S1,2023,parent,grades_1_7,10
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).containsExactlyInAnyOrder("b:2", "b:3");
        assertThat(superseded(selected)).containsExactly("survey_invitation a S1 2023");
        assertThat(told(selected)).isEmpty();
    }

    @Test
    void aFileThatCorrectsOneOfItsYearsLeavesTheOther() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2022,child,grades_1_7,10
                a,3,S1,2023,child,grades_1_7,10
                b,2,S1,2023,child,grades_1_7,11
                """, 2022, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).containsExactlyInAnyOrder("a:2", "b:2");
        assertThat(superseded(selected)).containsExactly("survey_invitation a S1 2023");
    }

    @Test
    void rejectedRowsShareTheFateOfTheirFile() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited,outcome
                a,2,S1,2023,child,grades_1_7,10,valid
                a,3,S1,2023,parent,grades_1_7,,rejected
                b,2,S1,2023,child,grades_1_7,11,valid
                b,3,S1,2023,parent,grades_1_7,,rejected
                """, 2023);

        SelectedRows selected = select();

        assertThat(submissions(selected))
                .containsExactlyInAnyOrder(
                        "a S1 2023 valid 1 superseded",
                        "a S1 2023 rejected 1 superseded",
                        "b S1 2023 valid 1 in force",
                        "b S1 2023 rejected 1 in force");
        assertThat(counting(selected, "survey_invitation")).containsExactly("b:2");
    }

    @Test
    void aFileWithoutAValidRowReplacesNothing() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited,outcome
                a,2,S1,2023,child,grades_1_7,10,valid
                b,2,S1,2023,child,grades_1_7,,rejected
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).containsExactly("a:2");
        assertThat(submissions(selected)).contains("a S1 2023 valid 1 in force");
    }

    // ---- rows that repeat

    @Test
    void aRepeatedRowCountsWhereItStandsFirst() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,10
                a,3,S1,2023,parent,grades_1_7,10
                a,4,S1,2023,child,grades_1_7,12
                a,5,S1,2023,child,grades_1_7,13
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).containsExactlyInAnyOrder("a:2", "a:3");
        assertThat(leftOut(selected))
                .containsExactlyInAnyOrder(
                        "survey_invitation a:4 duplicate of a:2", "survey_invitation a:5 duplicate of a:2");
        assertThat(superseded(selected)).isEmpty();
    }

    @Test
    void theSenderOfARepeatedRowIsToldWhereItStandsFirst() {
        conformed("partnership_agreement", """
                file_name,row_number,organization_id,agreement_number,reporting_year
                a,7,S1,1,2023
                b,3,S1,1,2023
                """, 2023);

        assertThat(told(select())).singleElement().satisfies(message -> assertThat(message)
                .startsWith("partnership_agreement b:3 ")
                .contains("записи 7")
                .contains("«a»"));
    }

    @Test
    void rowsThatAreSupersededAreNoRepetition() {
        conformed("enrolment", """
                file_name,row_number,organization_id,reporting_year,submitted_on,grade,pupils
                a,2,S1,2023,2023-06-01,1,20
                a,3,S1,2023,2023-06-01,1,20
                b,2,S1,2023,2023-06-05,1,19
                b,3,S1,2023,2023-06-05,1,19
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "enrolment")).containsExactly("b:2");
        assertThat(leftOut(selected))
                .containsExactlyInAnyOrder(
                        "enrolment a:2 superseded", "enrolment a:3 superseded", "enrolment b:3 duplicate of b:2");
    }

    @Test
    void theLatestStateOfAThingWinsSilently() {
        conformed("vacancy", """
                file_name,row_number,vacancy_id,job_name,modified_on,reporting_year
                a,2,v,Токарь,2023-03-01,2023
                b,2,v,Токарь 5 разряда,2023-05-01,2023
                c,2,v,Токарь 4 разряда,2023-04-01,2023
                c,3,w,Повар,2023-04-01,2023
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "vacancy")).containsExactlyInAnyOrder("b:2", "c:3");
        assertThat(leftOut(selected)).containsExactlyInAnyOrder("vacancy a:2 superseded", "vacancy c:2 superseded");
        assertThat(told(selected)).isEmpty();
    }

    @Test
    void ofTwoStatesOfOneDayTheOneThatArrivedLaterWins() {
        conformed("vacancy", """
                file_name,row_number,vacancy_id,job_name,modified_on,reporting_year
                a,2,v,Токарь,2023-03-01,2023
                b,2,v,Токарь,2023-03-01,2023
                """, 2023);

        assertThat(counting(select(), "vacancy")).containsExactly("b:2");
    }

    // ---- organizations

    @Test
    void aRowOfAnOrganizationThatNobodyKnowsDoesNotCount() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,10
                a,3,S9,2023,child,grades_1_7,10
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).containsExactly("a:2");
        assertThat(leftOut(selected)).containsExactly("survey_invitation a:3 unknown_code");
        assertThat(told(selected)).singleElement().satisfies(message -> assertThat(message)
                .startsWith("survey_invitation a:3 ")
                .contains("S9"));
    }

    @Test
    void aRegisterOfTheSameRunMakesItKnown() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S9,2023,child,grades_1_7,10
                """, 2023);
        conformed(REGISTER, """
                file_name,row_number,organization_id,as_of_date,reporting_year
                a,2,S9,2024-01-01,2024
                """, 2024);

        assertThat(counting(select(), "survey_invitation")).containsExactly("a:2");
    }

    @Test
    void aRowThatTheRegisterHadToRejectMakesNothingKnown() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S9,2023,child,grades_1_7,10
                """, 2023);
        conformed(REGISTER, """
                file_name,row_number,organization_id,as_of_date,reporting_year,outcome
                a,2,S9,2024-01-01,2024,rejected
                """, 2024);

        assertThat(counting(select(), "survey_invitation")).isEmpty();
    }

    @Test
    void aRepeatedRowOfAnUnknownOrganizationIsToldOnceAndItsFirstOneToo() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S9,2023,child,grades_1_7,10
                a,3,S9,2023,child,grades_1_7,10
                """, 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).isEmpty();
        assertThat(leftOut(selected))
                .containsExactlyInAnyOrder(
                        "survey_invitation a:2 unknown_code", "survey_invitation a:3 duplicate of a:2");
    }

    // ---- which files and years

    @Test
    void aFileCountsAsTheRunThatConformedItLastHasIt() {
        lakeRows("survey_invitation", "before", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited,outcome
                a,2,S1,2023,child,grades_1_7,10,valid
                gone,2,S2,2023,child,grades_1_7,10,valid
                """);
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,11
                """, 2023);

        assertThat(LocalSpark.told(rows(select(), "survey_invitation"), "file_name", "invited"))
                .containsExactly("a|11");
    }

    @Test
    void aBackfillJudgesTheYearItIsAskedFor() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2022,child,grades_1_7,10
                a,3,S1,2022,child,grades_1_7,10
                a,4,S1,2023,child,grades_1_7,10
                a,5,S1,2023,child,grades_1_7,10
                """, 2022);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).containsExactly("a:2");
        assertThat(leftOut(selected)).containsExactly("survey_invitation a:3 duplicate of a:2");
        assertThat(submissions(selected))
                .containsExactlyInAnyOrder("a S1 2022 valid 2 in force", "a S1 2023 valid 2 in force");
    }

    @Test
    void aFeedThatIsNotJudgedIsToldOfOnly() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,10
                b,2,S1,2023,child,grades_1_7,11
                """);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).isEmpty();
        assertThat(leftOut(selected)).isEmpty();
        assertThat(superseded(selected)).isEmpty();
        assertThat(submissions(selected))
                .containsExactlyInAnyOrder("a S1 2023 valid 1 superseded", "b S1 2023 valid 1 in force");
    }

    @Test
    void theRowsThatCountHaveTheContractsColumnsAndTheirPlace() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,10
                """, 2023);

        assertThat(rows(select(), "survey_invitation").columns())
                .contains("file_name", "row_number", "organization_id", "reporting_year", "invited")
                .doesNotContain("outcome", "rejections", "masked_row");
    }

    @Test
    void aRunWithoutAFileHasNothing() {
        conformed("survey_invitation", "file_name,outcome\n", 2023);

        SelectedRows selected = select();

        assertThat(counting(selected, "survey_invitation")).isEmpty();
        assertThat(submissions(selected)).isEmpty();
        assertThat(leftOut(selected)).isEmpty();
    }

    @Test
    void aStepThatIsRepeatedJudgesTheSame() {
        conformed("survey_invitation", """
                file_name,row_number,organization_id,reporting_year,respondent_kind,education_stage,invited
                a,2,S1,2023,child,grades_1_7,10
                a,3,S1,2023,child,grades_1_7,10
                """, 2023);

        List<String> once = leftOut(select());

        assertThat(leftOut(select())).isEqualTo(once).hasSize(1);
    }

    // ---- what a run has

    /** Rows of the feed's files in force, and the years that are judged. */
    private void conformed(String feed, String csv, Integer... judged) {
        CsvRows rows = lakeRows(feed, RUN, csv);
        List<CurrentFile> files = new ArrayList<>();
        int name = rows.columns().indexOf("file_name");
        for (String file :
                new TreeSet<>(rows.rows().stream().map(row -> row.get(name)).toList())) {
            files.add(new CurrentFile(
                    file, "digest of " + file, RUN, files.size() + 1, Timestamp.valueOf("2024-02-01 00:00:00")));
        }
        SortedSet<Integer> years = new TreeSet<>(List.of(judged));
        feeds.put(feed, new FeedFiles(CONTRACTS.get(feed), files, years, Optional.empty()));
    }

    private CsvRows lakeRows(String feed, String run, String csv) {
        CsvRows rows = CsvRows.of(csv);
        FeedContract contract = CONTRACTS.get(feed);
        Dataset<Row> typed = rows.rows(SPARK.get(), Conforming.schema(contract));
        if (!rows.columns().contains("outcome")) {
            typed = typed.withColumn("outcome", org.apache.spark.sql.functions.lit("valid"));
        }
        lake.write(typed, Conforming.STAGE, feed, run, "reporting_year");
        return rows;
    }

    private SelectedRows select() {
        new Selecting(SPARK.get(), lake, REGISTER).select(RUN, List.copyOf(feeds.values()), List.of("S1", "S2"));
        return new SelectedRows(SPARK.get(), lake, RUN);
    }

    // ---- what it finds

    private Dataset<Row> rows(SelectedRows selected, String feed) {
        return selected.of(feeds.get(feed));
    }

    private List<String> counting(SelectedRows selected, String feed) {
        return LocalSpark.told(rows(selected, feed), "concat(file_name, ':', row_number)");
    }

    private static List<String> leftOut(SelectedRows selected) {
        return LocalSpark.told(
                selected.leftOut(),
                "concat(feed_code, ' ', file_name, ':', row_number, ' ', standing,"
                        + " if(standing = 'duplicate', concat(' of ', kept_file, ':', kept_row), ''))");
    }

    private static List<String> submissions(SelectedRows selected) {
        return LocalSpark.told(
                selected.submissions(),
                "concat_ws(' ', file_name, organization_id, reporting_year, outcome, rows,"
                        + " if(is_superseded, 'superseded', 'in force'))");
    }

    private List<String> superseded(SelectedRows selected) {
        return LocalSpark.told(
                selected.supersededSubmissions(List.copyOf(feeds.values())),
                "concat_ws(' ', feed_code, file_name, sender, reporting_year)");
    }

    private static List<String> told(SelectedRows selected) {
        return LocalSpark.told(
                LeftOutRejections.of(selected.leftOut(), CONTRACTS),
                "concat(feed_code, ' ', file_name, ':', rejection.row_number, ' ', rejection.message_ru)");
    }
}
