package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The loaded sample against what its generator knows. */
class SampleTruthIT {

    private static final double EXACT = 1e-9;
    private static LoadedRegion region;

    @BeforeAll
    static void load() {
        region = LoadedRegion.get();
    }

    private record Figure(Double numerator, Double denominator, Double value, String status) {

        boolean agrees(Figure truth) {
            return isNear(numerator, truth.numerator)
                    && (truth.denominator == null || isNear(denominator, truth.denominator))
                    && isNear(value, truth.value);
        }

        private static boolean isNear(Double left, Double right) {
            return left != null && right != null && Math.abs(left - right) <= EXACT * Math.max(1, Math.abs(right));
        }
    }

    @Test
    void endsPublishedWithTheUnreadableFilesRefused() {
        assertThat(region.load().exitCode()).as(region.load().output()).isEqualTo(LoadedRegion.PUBLISHED_WITH_REFUSALS);
    }

    @Test
    void everyIndicatorOfEveryOrganizationIsWhatTheGeneratorKnows() throws SQLException {
        Map<String, Figure> mart = indicators();
        Map<String, Figure> truth = truth();
        List<String> differences = new ArrayList<>();
        truth.forEach((key, figure) -> {
            Figure found = mart.get(key);
            if (found == null || !found.agrees(figure)) {
                differences.add(key + ": truth " + figure + ", mart " + found);
            }
        });
        assertThat(truth).hasSizeGreaterThan(1000);
        assertThat(differences).as("of %d values", truth.size()).isEmpty();
    }

    /** Agreements of 2018 and 2019 stand in the files and are told for their years; the truth begins with the programme. */
    @Test
    void noIndicatorOfTheProgrammesYearsHasAValueThatTheGeneratorDoesNotKnow() throws SQLException {
        Map<String, Figure> unknown = new TreeMap<>(indicators());
        unknown.keySet().removeIf(key -> key.matches(".* 201\\d"));
        // The truth leaves out what the two ended schools signed in their last year.
        unknown.keySet().removeIf(key -> key.matches(".*-S-01[89] 2\\.1\\.new .*"));
        unknown.keySet().removeAll(truth().keySet());
        unknown.values()
                .removeIf(figure -> figure.value() == null || figure.status().equals("zero"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void exactlyThePlantedDefectsAreRejected() throws SQLException {
        Set<String> planted = new TreeSet<>();
        for (Map<String, String> defect : Csv.truth(region.sample().truth().resolve("planted_defects.csv"))) {
            planted.add(String.join(" | ", defect.values()));
        }
        Set<String> rejected = new TreeSet<>();
        List<String> twice = new ArrayList<>();
        try (Connection analyst = region.analyst();
                Statement statement = analyst.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select feed, file_name, coalesce(sheet, ''), coalesce(row_number::text, ''), rule from mart.rejected_row")) {
            while (rows.next()) {
                String row = String.join(
                        " | ",
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5));
                if (!rejected.add(row)) {
                    twice.add(row);
                }
            }
        }
        assertThat(planted).hasSizeGreaterThan(500);
        Set<String> unplanted = new TreeSet<>(rejected);
        unplanted.removeAll(planted);
        Set<String> missed = new TreeSet<>(planted);
        missed.removeAll(rejected);
        assertThat(missed).as("planted and not rejected").isEmpty();
        assertThat(unplanted).as("rejected and not planted").isEmpty();
        assertThat(twice).as("rejected twice for the same reason").isEmpty();
    }

    private static Map<String, Figure> truth() {
        Map<String, Figure> truth = new HashMap<>();
        for (Map<String, String> row : Csv.truth(region.sample().truth().resolve("indicator_value.csv"))) {
            truth.put(
                    row.get("organization_id") + " " + row.get("indicator_code") + " " + row.get("reporting_year"),
                    new Figure(
                            number(row.get("numerator")),
                            number(row.get("denominator")),
                            number(row.get("value")),
                            "reported"));
        }
        return truth;
    }

    private static Double number(String text) {
        return text.isEmpty() ? null : Double.valueOf(text);
    }

    private static Map<String, Figure> indicators() throws SQLException {
        Map<String, Figure> mart = new HashMap<>();
        try (Connection analyst = region.analyst();
                Statement statement = analyst.createStatement();
                ResultSet rows = statement.executeQuery("select organization_id, indicator_code, reporting_year,"
                        + " numerator, denominator, value, status from mart.indicator_by_organization_year"
                        + " where education_stage = 'all' and learner_category = 'all'")) {
            while (rows.next()) {
                String key = rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3);
                Figure figure = new Figure(
                        rows.getObject(4, Double.class),
                        rows.getObject(5, Double.class),
                        rows.getObject(6, Double.class),
                        rows.getString(7));
                Figure other = mart.put(key, figure);
                assertThat(other).as("%s twice, the other %s", key, figure).isNull();
            }
        }
        return mart;
    }
}
