package ru.orientir.etl.indicator;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.ledger.EmptyForm;
import ru.orientir.etl.select.SelectedRows;
import ru.orientir.etl.sql.SqlScript;
import ru.orientir.etl.table.BoundSql;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.warehouse.Indicator;

/**
 * Who reported, the yearly values of the indicators, and the comparison of stages.
 *
 * <p>Input: tables and dimensions. Output: {@code fact_submission} (feed × organization × year), {@code
 * fact_indicator_value} (organization or municipality × indicator × year × group), {@code
 * fact_stage_comparison} (the same without the year, for each pair of stages). Ratios keep their parts; a value that
 * nobody reported stays empty and is no zero.
 */
public final class IndicatorStage {

    /** Columns of {@code fact_submission} in the lake. */
    public static final StructType SUBMISSION_SCHEMA = StructType.fromDDL("""
            feed_code string, organization_id string, valid_on date, status string, files int, rows_read bigint, rows_rejected bigint,
            first_received_at timestamp, last_received_at timestamp, months bigint, is_expected boolean, reporting_year int
            """);

    /** Columns of {@code fact_indicator_value} in the lake. */
    public static final StructType VALUE_SCHEMA = StructType.fromDDL("""
            level string, territory_id string, organization_id string, valid_on date, indicator_code string,
            group_code string, numerator double, denominator double, value double,
            observations bigint, months_covered smallint, units_expected int, units_covered int, status string, reporting_year int
            """);

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private final SparkSession spark;
    private final IndicatorParts parts;
    private final Function<String, Dataset<Row>> inputs;

    /** @param inputs gives dimensions and the tables that indicators count, by name */
    public IndicatorStage(SparkSession spark, IndicatorParts parts, Function<String, Dataset<Row>> inputs) {
        this.spark = spark;
        this.parts = parts;
        this.inputs = inputs;
    }

    /**
     * Rows of {@code fact_submission}.
     *
     * @param submissions who submitted what, as {@link SelectedRows#submissions} tells it
     * @param lists feeds of standing things, a delivery of which reports for every year
     * @param emptyForms deliveries without a row, by feed
     * @param years an input with the years wanted
     */
    public Dataset<Row> submissions(
            Dataset<Row> submissions,
            Collection<FeedContract> contracts,
            Set<String> lists,
            Map<String, List<EmptyForm>> emptyForms,
            Dataset<Row> years) {
        List<Row> empty = new ArrayList<>();
        emptyForms.forEach((feed, forms) -> forms.forEach(form -> empty.add(
                RowFactory.create(feed, form.organizationId(), form.year(), form.month(), form.receivedAt()))));
        Dataset<Row> emptyForm = spark.createDataFrame(
                empty,
                StructType.fromDDL(
                        "feed_code string, organization_id string, reporting_year int, month date, received_at timestamp"));
        Dataset<Row> received = OrganizationAlias.resolvedSenders(
                        submissions.where("NOT is_superseded").drop("organization_id"),
                        inputs.apply(DimensionInputs.ORGANIZATION_ALIAS))
                .withColumn("is_list", col("feed_code").isin(lists.toArray()));
        Map<String, Dataset<Row>> given = Map.of(
                "received",
                received,
                "empty_form",
                emptyForm,
                "expected_from",
                expectedFrom(contracts),
                TableCatalogue.YEAR,
                years);
        return rows("fact_submission", given);
    }

    /** Who reports by a feed, and of whom. */
    public Dataset<Row> expectedFrom(Collection<FeedContract> contracts) {
        List<Row> expected = new ArrayList<>();
        for (FeedContract contract : contracts) {
            contract.expectedFrom()
                    .ifPresent(kind -> expected.add(RowFactory.create(
                            contract.feed(), kind, contract.reportsOf().orElseThrow())));
        }
        return spark.createDataFrame(
                expected,
                StructType.fromDDL("feed_code string, organization_kind_code string, subject_kind_code string"));
    }

    /** Rows of {@code fact_indicator_value}. */
    public Dataset<Row> values(
            LocalDate businessDate,
            Collection<Integer> years,
            Collection<FeedContract> contracts,
            Dataset<Row> submissions) {
        Dataset<Row> elapsed = spark.createDataFrame(
                years.stream()
                        .map(year -> RowFactory.create(year, elapsedMonths(year, businessDate)))
                        .toList(),
                StructType.fromDDL("reporting_year int, months int"));
        return rows(
                "fact_indicator_value",
                Map.of(
                        "part",
                        parts.count(spark, inputs),
                        "indicator",
                        indicators(),
                        "fact_submission",
                        submissions,
                        "expected_from",
                        expectedFrom(contracts),
                        "elapsed_months",
                        elapsed));
    }

    /** Rows of {@code fact_stage_comparison} from the values of all years. */
    public Dataset<Row> comparison(Dataset<Row> values) {
        spark.udf().register("change_ru", (UDF1<Double, String>) IndicatorStage::changeRu, DataTypes.StringType);
        spark.udf().register("threshold_ru", (UDF1<Double, String>) IndicatorStage::percentRu, DataTypes.StringType);
        return rows("fact_stage_comparison", Map.of("indicator_value", values, "indicator", indicators()));
    }

    private Dataset<Row> rows(String table, Map<String, Dataset<Row>> given) {
        return BoundSql.rows(
                spark,
                SqlScript.read("indicator/" + table + ".sql"),
                name -> given.containsKey(name) ? given.get(name) : inputs.apply(name));
    }

    private Dataset<Row> indicators() {
        List<Row> indicators = new ArrayList<>();
        for (Indicator indicator : parts.indicators().indicators()) {
            indicators.add(RowFactory.create(
                    indicator.code(),
                    indicator.valueKind().code(),
                    indicator.direction().code(),
                    indicator.stageRule().code(),
                    indicator.sameWithinPct(),
                    indicator.reportedBy(),
                    indicator.isMonthly()));
        }
        return spark.createDataFrame(
                indicators,
                StructType.fromDDL(
                        "indicator_code string, value_kind string, direction string, stage_rule string, same_within_pct double, feed_code string, is_monthly boolean"));
    }

    private static int elapsedMonths(int year, LocalDate businessDate) {
        if (businessDate.getYear() != year) {
            return businessDate.getYear() > year ? 12 : 0;
        }
        return businessDate.plusDays(1).getYear() > year
                ? 12
                : businessDate.plusDays(1).getMonthValue() - 1;
    }

    private static String changeRu(Double percent) {
        if (percent == null) {
            return null;
        }
        boolean roundsToNothing = Math.abs(percent) < 0.05;
        return roundsToNothing
                ? "0,0 %"
                : String.format(RUSSIAN, "%+.1f %%", percent).replace('-', '−');
    }

    private static String percentRu(Double percent) {
        return percent == null
                ? null
                : String.format(
                        RUSSIAN,
                        "%s %%",
                        new java.text.DecimalFormat("0.#", java.text.DecimalFormatSymbols.getInstance(RUSSIAN))
                                .format(percent));
    }
}
