package ru.orientir.etl.indicator;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.ledger.CurrentFile;
import ru.orientir.etl.ledger.EmptyForm;
import ru.orientir.etl.rows.Conforming;
import ru.orientir.etl.select.CurrentRows;
import ru.orientir.etl.sql.SqlScript;
import ru.orientir.warehouse.Indicator;

/**
 * Who reported, the yearly values of the indicators, and the comparison of stages.
 *
 * <p>Input: views of facts and dimensions. Output: {@code fact_submission} (feed × organization × year), {@code
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
    private final ParquetLake lake;
    private final IndicatorParts parts;

    public IndicatorStage(SparkSession spark, ParquetLake lake, IndicatorParts parts) {
        this.spark = spark;
        this.lake = lake;
        this.parts = parts;
    }

    /**
     * What is known of the deliveries of one feed.
     *
     * @param isList whether the feed lists standing things, so that a delivery reports for every year
     */
    public record Deliveries(
            FeedContract contract,
            boolean isList,
            List<CurrentFile> files,
            Map<String, Timestamp> receivedAt,
            List<EmptyForm> emptyForms) {}

    /** Rows of {@code fact_submission} for the years of the view {@code rebuilt_year}. */
    public Dataset<Row> submissions(List<Deliveries> deliveries, Collection<Integer> years) {
        deliveries.stream()
                .filter(feed -> feed.contract().organizationField() != null)
                .map(feed -> received(feed, years))
                .reduce(Dataset::unionByName)
                .orElseThrow()
                .createOrReplaceTempView("received");
        List<Row> empty = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (Deliveries feed : deliveries) {
            for (EmptyForm form : feed.emptyForms()) {
                empty.add(RowFactory.create(
                        feed.contract().feed(), form.organizationId(), form.year(), form.month(), form.receivedAt()));
            }
            FeedContract contract = feed.contract();
            contract.expectedFrom()
                    .ifPresent(kind -> expected.add(RowFactory.create(
                            contract.feed(), kind, contract.reportsOf().orElseThrow())));
        }
        spark.createDataFrame(
                        empty,
                        StructType.fromDDL(
                                "feed_code string, organization_id string, reporting_year int, month date, received_at timestamp"))
                .createOrReplaceTempView("empty_form");
        spark.createDataFrame(
                        expected,
                        StructType.fromDDL("feed_code string, organization_kind_code string, subject_kind_code string"))
                .createOrReplaceTempView("expected_from");
        return spark.sql(SqlScript.read("indicator/fact_submission.sql"));
    }

    private Dataset<Row> received(Deliveries feed, Collection<Integer> years) {
        List<Row> files = feed.files().stream()
                .map(file -> RowFactory.create(
                        file.name(),
                        file.conformedRun(),
                        file.order(),
                        feed.receivedAt().get(file.name())))
                .toList();
        Dataset<Row> received = spark.createDataFrame(
                files, StructType.fromDDL("file_name string, run string, file_order bigint, received_at timestamp"));
        FeedContract contract = feed.contract();
        Dataset<Row> rows = Conforming.conformedRows(
                        lake,
                        contract,
                        feed.files().stream().map(CurrentFile::conformedRun).collect(Collectors.toSet()))
                .where(col("outcome")
                        .isin("valid", "rejected")
                        .and(feed.isList() ? lit(true) : col("reporting_year").isin(years.toArray())))
                .join(
                        broadcast(received),
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of("file_name", "run"))
                                .toSeq())
                .transform(all -> CurrentRows.markSuperseded(contract, all))
                .where("NOT is_superseded")
                .withColumn("month", contract.indexOf("month") < 0 ? lit(null).cast("date") : col("month"))
                .withColumn("is_list", lit(feed.isList()))
                .withColumn("feed_code", lit(contract.feed()))
                .select(
                        col("feed_code"),
                        col("file_name"),
                        CurrentRows.sender(contract),
                        col("reporting_year"),
                        col("outcome"),
                        col("month"),
                        col("is_list"),
                        col("received_at"));
        return OrganizationAlias.resolved(contract, rows);
    }

    /** Gives what the indicators count a view, {@code part}; views of all facts stand, that of submissions need not yet. */
    public void registerParts() {
        parts.count(spark).createOrReplaceTempView("part");
    }

    /** Rows of {@code fact_indicator_value}; views of {@code part} and {@code fact_submission} stand. */
    public Dataset<Row> values(LocalDate businessDate, Collection<Integer> years) {
        registerCatalogue();
        spark.createDataFrame(
                        years.stream()
                                .map(year -> RowFactory.create(year, elapsedMonths(year, businessDate)))
                                .toList(),
                        StructType.fromDDL("reporting_year int, months int"))
                .createOrReplaceTempView("elapsed_months");
        return spark.sql(SqlScript.read("indicator/fact_indicator_value.sql"));
    }

    /** Rows of {@code fact_stage_comparison} from the values of all years. */
    public Dataset<Row> comparison(Dataset<Row> values) {
        registerCatalogue();
        spark.udf().register("change_ru", (UDF1<Double, String>) IndicatorStage::changeRu, DataTypes.StringType);
        spark.udf().register("threshold_ru", (UDF1<Double, String>) IndicatorStage::percentRu, DataTypes.StringType);
        values.createOrReplaceTempView("indicator_value");
        return spark.sql(SqlScript.read("indicator/fact_stage_comparison.sql"));
    }

    private void registerCatalogue() {
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
        spark.createDataFrame(
                        indicators,
                        StructType.fromDDL(
                                "indicator_code string, value_kind string, direction string, stage_rule string, same_within_pct double, feed_code string, is_monthly boolean"))
                .createOrReplaceTempView("indicator");
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
