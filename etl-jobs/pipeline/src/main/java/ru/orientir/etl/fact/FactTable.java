package ru.orientir.etl.fact;

import java.util.List;
import ru.orientir.etl.sql.SqlScript;

/**
 * A fact table and how its rows are made: {@code fact/<name>.sql} over views of current rows and reference tables.
 *
 * @param name table in {@code core}, dataset in the lake, file with its SQL
 * @param feeds feeds whose new rows make its years stale
 * @param carriesForward whether a row counts in later years too, as an agreement does until it ends
 * @param isMadeOfFacts whether it is made of facts that other entries make, and so after them
 */
public record FactTable(String name, List<String> feeds, boolean carriesForward, boolean isMadeOfFacts) {

    /** All facts, in the order of their making: a fact made of other facts follows them. */
    public static final List<FactTable> ALL = List.of(
            of("fact_enrolment", "enrolment"),
            of("fact_event_participation", "event_participation"),
            of("fact_survey_response", "satisfaction_survey"),
            of("fact_survey_invitation", "survey_invitation"),
            of("fact_graduate_outcome", "college_graduate_employment"),
            new FactTable("fact_agreement_year", List.of("partnership_agreement"), true, false),
            of("fact_minor_employment", "minor_employment"),
            of("fact_vacancy", "vacancy"),
            ofFacts("fact_labour_balance", "vacancy", "college_graduate_employment"),
            ofFacts("fact_event_attendance", "event_participation"),
            ofFacts("fact_municipal_event_attendance", "event_participation"));

    /** Whether a feed lists standing things, so that a delivery reports for every year in which they stand. */
    public static boolean listsStandingThings(String feed) {
        return ALL.stream()
                .anyMatch(fact -> fact.carriesForward() && fact.feeds().contains(feed));
    }

    /** The query that makes the rows, codes and dates in place of surrogate keys. */
    public String sql() {
        return SqlScript.read("fact/" + name + ".sql");
    }

    private static FactTable of(String name, String... feeds) {
        return new FactTable(name, List.of(feeds), false, false);
    }

    private static FactTable ofFacts(String name, String... feeds) {
        return new FactTable(name, List.of(feeds), false, true);
    }
}
