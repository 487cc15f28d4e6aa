package ru.orientir.dashboards.report;

import java.io.IOException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import ru.orientir.warehouse.MartColumns;

/**
 * The page's data as JSON blocks: {@code data-codes}, {@code data-common}, {@code data-municipality} and one {@code data-territory-<n>} for
 * each territory, which the page parses only when the reader chooses it.
 *
 * <p>{@code data-codes} holds what the page writes for codes. Rows are arrays, and repeated texts are numbers into lists of {@code data-common}: {@code report.js} names the
 * columns once more, in the same order.
 */
final class ReportData {

    private static final int SHOWN_REJECTS = 200;

    private final MartQuery marts;
    private final NumberedTexts verdicts = new NumberedTexts();
    private final NumberedTexts reasons = new NumberedTexts();
    private final NumberedTexts statuses = new NumberedTexts();
    private final NumberedTexts pairs = new NumberedTexts();
    private final Map<String, Integer> indicators = new LinkedHashMap<>();
    private final Map<String, Integer> educationStages = new LinkedHashMap<>();
    private final Map<String, Integer> learnerCategories = new LinkedHashMap<>();
    private final Map<String, Integer> feeds = new LinkedHashMap<>();
    private final Map<String, Territory> territories = new LinkedHashMap<>();
    private final Map<String, Json> blocks = new LinkedHashMap<>();
    private Publication publication = Publication.NONE;
    private PageDetail detail;

    /** One territory's rows while they are collected. */
    private static final class Territory {
        final int number;
        final Map<String, Integer> organizationNumbers = new TreeMap<>();
        final Json organizations = new Json().array();
        final Json comparisons = new Json().array();
        final Json submissions = new Json().array();
        final Json submissionTotals = new Json().array();
        final Json labour = new Json().array();

        Territory(int number) {
            this.number = number;
        }

        Json json() {
            return new Json()
                    .object()
                    .name("organizations")
                    .raw(organizations.endArray())
                    .name("comparisons")
                    .raw(comparisons.endArray())
                    .name("submissions")
                    .raw(submissions.endArray())
                    .name("submissionTotals")
                    .raw(submissionTotals.endArray())
                    .name("labour")
                    .raw(labour.endArray())
                    .endObject();
        }
    }

    private ReportData(MartQuery marts) {
        this.marts = marts;
    }

    /** Reads all marts the page shows. */
    static ReportData read(MartQuery marts) throws SQLException, IOException {
        ReportData data = new ReportData(marts);
        data.readAll();
        return data;
    }

    Publication publication() {
        return publication;
    }

    PageDetail detail() {
        return detail;
    }

    /** Blocks by element id, in the page's order. */
    Map<String, Json> blocks() {
        return blocks;
    }

    private void readAll() throws SQLException, IOException {
        marts.each(
                "page_size",
                row -> detail = PageDetail.fitting(new PageDetail.MartSize(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))));
        marts.each("publication", row -> {
            Date day = row.getDate(3);
            publication = new Publication(
                    row.getObject(1) == null ? null : row.getLong(1),
                    row.getObject(2, OffsetDateTime.class),
                    day == null ? null : row.getObject(3, LocalDate.class));
        });
        Json common = new Json().object();
        writePublication(common);
        common.name("indicators").raw(indicators());
        common.name("educationStages").raw(dictionary("education_stage", educationStages));
        common.name("learnerCategories").raw(dictionary("learner_category", learnerCategories));
        common.name("feeds").raw(dictionary("feed", feeds));
        common.name("territories").raw(territories());
        common.name("stages").raw(stages());
        common.name("labels")
                .object()
                .name("profession_group_name")
                .value(MartColumns.load().named("profession_group_name").labelRu())
                .endObject();
        blocks.put("data-codes", codes());
        blocks.put("data-common", common);
        blocks.put("data-municipality", municipality());
        readOrganizations();
        readSubmissions();
        readLabour();
        territories.values().forEach(t -> blocks.put("data-territory-" + t.number, t.json()));
        common.name("rejects").raw(rejects());
        common.name("baseline").raw(baseline());
        common.name("verdicts").raw(verdicts.json());
        common.name("reasons").raw(reasons.json());
        common.name("statuses").raw(statuses.json());
        common.name("pairs").raw(pairs.json());
        common.endObject();
    }

    private void writePublication(Json common) {
        common.name("publication")
                .object()
                .name("vintage")
                .number(publication.vintage())
                .name("publishedAt")
                .value(publication.publishedText())
                .name("businessDate")
                .value(publication.businessDateText())
                .endObject();
        common.name("detail")
                .object()
                .name("municipality")
                .value(detail.municipality().name())
                .name("organization")
                .value(detail.organization().name())
                .name("extremes")
                .value(PageDetail.EXTREMES)
                .endObject();
    }

    /** Names of codes: an object a list, in it an object a code. */
    private Json codes() throws SQLException, IOException {
        Map<String, Json> lists = new LinkedHashMap<>();
        marts.each("code_name", row -> {
            lists.computeIfAbsent(row.getString("code_list"), list -> new Json().object())
                    .name(row.getString("code"))
                    .object()
                    .name("name")
                    .value(row.getString("code_name"))
                    .name("sign")
                    .value(row.getString("sign"))
                    .name("colour")
                    .value(row.getString("colour"))
                    .name("tint")
                    .value(row.getString("tint"))
                    .name("meaning")
                    .value(row.getString("meaning"))
                    .endObject();
        });
        Json json = new Json().object();
        lists.forEach((list, codes) -> json.name(list).raw(codes.endObject()));
        return json.endObject();
    }

    private Json indicators() throws SQLException, IOException {
        Json json = new Json().array();
        marts.each("indicator", row -> {
            indicators.put(row.getString("indicator_code"), indicators.size());
            json.object();
            for (String text : new String[] {
                "indicator_code",
                "indicator_name",
                "unit",
                "unit_name",
                "value_kind",
                "direction",
                "year_rule",
                "stage_rule",
                "clause",
                "definition",
                "direction_name",
                "year_rule_name",
                "stage_rule_name"
            }) {
                json.name(text).value(row.getString(text));
            }
            json.name("same_within_pct").number(figure(row, "same_within_pct"));
            json.endObject();
        });
        return json.endArray();
    }

    private Json dictionary(String query, Map<String, Integer> numbers) throws SQLException, IOException {
        Json json = new Json().array();
        marts.each(query, row -> {
            numbers.put(row.getString("code"), numbers.size());
            json.array()
                    .value(row.getString("code"))
                    .value(row.getString("name"))
                    .endArray();
        });
        return json.endArray();
    }

    private Json territories() throws SQLException, IOException {
        Json json = new Json().array();
        marts.each("territory", row -> {
            territories.put(row.getString("territory_id"), new Territory(territories.size()));
            json.array()
                    .value(row.getString("territory_id"))
                    .value(row.getString("territory_name"))
                    .value(row.getLong("organizations"))
                    .endArray();
        });
        return json.endArray();
    }

    private Json stages() throws SQLException, IOException {
        Json json = new Json().array();
        marts.each("stage", row -> json.array()
                .value(row.getString("stage_code"))
                .value(row.getString("stage_name"))
                .value(row.getInt("first_year"))
                .value(row.getInt("last_year"))
                .endArray());
        return json.endArray();
    }

    private Json municipality() throws SQLException, IOException {
        boolean totalsOnly = detail.municipality() == PageDetail.Municipality.TOTALS;
        Json comparisons = new Json().array();
        marts.each(
                "municipality_comparison",
                row -> {
                    comparisons.array().value(territories.get(row.getString("territory_id")).number);
                    writeComparison(comparisons, row);
                    for (String part : new String[] {
                        "base_numerator", "base_denominator", "compared_numerator", "compared_denominator"
                    }) {
                        comparisons.number(figure(row, part));
                    }
                    comparisons.endArray();
                },
                totalsOnly);
        Json years = new Json().array();
        marts.each(
                "municipality_year",
                row -> {
                    years.array().value(territories.get(row.getString("territory_id")).number);
                    writeMeasure(years, row);
                    years.value(row.getInt("reporting_year"))
                            .number(figure(row, "value"))
                            .number(figure(row, "numerator"))
                            .number(figure(row, "denominator"))
                            .value(statuses.of(row.getString("status")))
                            .number(figure(row, "units_expected"))
                            .number(figure(row, "units_covered"))
                            .number(figure(row, "months_covered"))
                            .endArray();
                },
                totalsOnly);
        return new Json()
                .object()
                .name("comparisons")
                .raw(comparisons.endArray())
                .name("years")
                .raw(years.endArray())
                .endObject();
    }

    private static Number figure(ResultSet row, String column) throws SQLException {
        return (Number) row.getObject(column);
    }

    /** What is measured: indicator, education stage, learner category. */
    private void writeMeasure(Json json, ResultSet row) throws SQLException {
        json.value(known(indicators, row.getString("indicator_code"), "indicator", "mart.indicator"))
                .value(known(educationStages, row.getString("education_stage"), "education stage", "the marts"))
                .value(known(learnerCategories, row.getString("learner_category"), "learner category", "the marts"));
    }

    private static int known(Map<String, Integer> numbers, String code, String kind, String source) {
        Integer number = numbers.get(code);
        if (number == null) {
            throw new IllegalStateException(
                    "Cannot show " + kind + " «" + code + "»: it is not in " + source + " (" + numbers.keySet() + ")");
        }
        return number;
    }

    private void writeComparison(Json json, ResultSet row) throws SQLException {
        writeMeasure(json, row);
        json.value(pairs.of(row.getString("base_stage_code") + "→" + row.getString("compared_stage_code")));
        for (String figure : new String[] {
            "base_value",
            "compared_value",
            "base_months",
            "compared_months",
            "base_units_share",
            "compared_units_share",
            "difference",
            "relative_difference_pct"
        }) {
            json.number(figure(row, figure));
        }
        json.value(verdicts.of(row.getString("verdict"))).value(reasons.of(row.getString("reason")));
    }

    private void readOrganizations() throws SQLException, IOException {
        if (detail.organization() == PageDetail.Organization.NONE) {
            return;
        }
        marts.each("organization", row -> {
            Territory territory = territories.get(row.getString("territory_id"));
            territory.organizationNumbers.put(row.getString("organization_id"), territory.organizationNumbers.size());
            territory
                    .organizations
                    .array()
                    .value(row.getString("organization_id"))
                    .value(row.getString("organization_name"))
                    .endArray();
        });
        boolean totalsOnly = detail.organization() != PageDetail.Organization.BREAKDOWNS;
        long kept = detail.organization() == PageDetail.Organization.EXTREMES ? PageDetail.EXTREMES : Long.MAX_VALUE;
        marts.each(
                "organization_comparison",
                row -> {
                    Territory territory = territories.get(row.getString("territory_id"));
                    territory
                            .comparisons
                            .array()
                            .value(territory.organizationNumbers.get(row.getString("organization_id")));
                    writeComparison(territory.comparisons, row);
                    territory.comparisons.endArray();
                },
                totalsOnly,
                kept,
                kept);
    }

    private void readSubmissions() throws SQLException, IOException {
        marts.each("submission_total", row -> territories
                .get(row.getString("territory_id"))
                .submissionTotals
                .array()
                .value(feeds.get(row.getString("feed_code")))
                .value(row.getInt("reporting_year"))
                .value(row.getLong("sent"))
                .value(row.getLong("zero"))
                .value(row.getLong("not_sent"))
                .endArray());
        if (detail.organization() == PageDetail.Organization.NONE) {
            return;
        }
        marts.each("submission", row -> {
            Territory territory = territories.get(row.getString("territory_id"));
            territory
                    .submissions
                    .array()
                    .value(feeds.get(row.getString("feed_code")))
                    .value(territory.organizationNumbers.get(row.getString("organization_id")))
                    .value(row.getString("years"))
                    .endArray();
        });
    }

    private void readLabour() throws SQLException, IOException {
        marts.each("labour_balance", row -> territories
                .get(row.getString("territory_id"))
                .labour
                .array()
                .value(row.getInt("reporting_year"))
                .value(row.getString("profession_group_code"))
                .value(row.getString("profession_group_name"))
                .number(figure(row, "vacancies"))
                .number(figure(row, "work_places"))
                .number(figure(row, "graduates"))
                .number(figure(row, "vacancies_per_graduate"))
                .number(figure(row, "gap_persons"))
                .endArray());
    }

    private Json rejects() throws SQLException, IOException {
        Json counts = new Json().array();
        marts.each("reject_count", row -> counts.array()
                .value(row.getString("feed_name"))
                .value(row.getString("rule_name"))
                .value(row.getString("severity"))
                .value(row.getString("severity_name"))
                .value(row.getLong("rejects"))
                .endArray());
        Json rows = new Json().array();
        marts.each(
                "reject_row",
                row -> {
                    rows.array();
                    for (String text : new String[] {"feed_name", "file_name", "sheet"}) {
                        rows.value(row.getString(text));
                    }
                    rows.number(figure(row, "row_number"));
                    for (String text : new String[] {"cell", "rule_name", "severity_name", "message_ru"}) {
                        rows.value(row.getString(text));
                    }
                    rows.endArray();
                },
                SHOWN_REJECTS);
        return new Json()
                .object()
                .name("counts")
                .raw(counts.endArray())
                .name("rows")
                .raw(rows.endArray())
                .endObject();
    }

    private Json baseline() throws SQLException, IOException {
        Json json = new Json().array();
        marts.each("baseline", row -> {
            json.array();
            for (String text : new String[] {"name", "period", "value", "unit", "source"}) {
                json.value(row.getString(text));
            }
            json.endArray();
        });
        return json.endArray();
    }
}
