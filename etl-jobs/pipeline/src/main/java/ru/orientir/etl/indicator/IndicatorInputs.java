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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.ledger.EmptyForm;
import ru.orientir.etl.select.SelectedRows;
import ru.orientir.warehouse.Indicator;

/**
 * What the tables of steps indicator and comparison read besides tables and dimensions: who submitted what, who should have, and
 * what the catalogue declares.
 *
 * <p>Besides the inputs there are the functions {@code change_ru(percent)} and {@code threshold_ru(percent)}.
 */
public final class IndicatorInputs {

    private static final Map<String, String> COLUMNS = Map.of(
            "received",
            "feed_code string, file_name string, organization_id string, reporting_year int, month date, outcome string, rows bigint, "
                    + "received_at timestamp, is_list boolean",
            "empty_form",
            "feed_code string, organization_id string, reporting_year int, month date, received_at timestamp",
            "expected_from",
            "feed_code string, organization_kind_code string, subject_kind_code string",
            "indicator",
            "indicator_code string, value_kind string, direction string, stage_rule string, same_within_pct double, feed_code string, "
                    + "is_monthly boolean",
            "elapsed_months",
            "reporting_year int, months int",
            "counted",
            "reporting_year int, is_municipality boolean, territory_id string, organization_id string, view string, split string, "
                    + "group_code string, position int, amount double",
            "declared_part",
            "view string, position int, split string, indicator_code string, part string");

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private final SparkSession spark;
    private final IndicatorParts parts;
    private final Deliveries deliveries;
    private final LocalDate businessDate;
    private final Function<String, Dataset<Row>> tables;

    /**
     * What is known of the deliveries.
     *
     * @param submissions who submitted what, as {@link SelectedRows#submissions} tells it
     * @param contracts feeds by which somebody reports
     * @param lists feeds of standing things, a delivery of which reports for every year
     * @param emptyForms deliveries without a row, by feed
     */
    public record Deliveries(
            Dataset<Row> submissions,
            Collection<FeedContract> contracts,
            Set<String> lists,
            Map<String, List<EmptyForm>> emptyForms) {}

    /** @param tables gives tables and dimensions by name */
    public IndicatorInputs(
            SparkSession spark,
            IndicatorParts parts,
            Deliveries deliveries,
            LocalDate businessDate,
            Function<String, Dataset<Row>> tables) {
        this.spark = spark;
        this.parts = parts;
        this.deliveries = deliveries;
        this.businessDate = businessDate;
        this.tables = tables;
        registerFunctions(spark);
    }

    /** Names of all inputs. */
    public static Set<String> names() {
        return COLUMNS.keySet();
    }

    /** Columns of an input. */
    public static StructType columns(String name) {
        return StructType.fromDDL(COLUMNS.get(name));
    }

    /** Functions that queries may call. */
    public static void registerFunctions(SparkSession spark) {
        spark.udf().register("change_ru", (UDF1<Double, String>) IndicatorInputs::changeRu, DataTypes.StringType);
        spark.udf().register("threshold_ru", (UDF1<Double, String>) IndicatorInputs::percentRu, DataTypes.StringType);
    }

    /**
     * The rows of an input.
     *
     * @param years reporting years that are being made
     */
    public Dataset<Row> input(String name, Collection<Integer> years) {
        return switch (name) {
            case "received" -> received();
            case "empty_form" -> rows(name, emptyForms());
            case "expected_from" -> rows(name, expectedFrom());
            case "indicator" -> rows(name, indicators());
            case "elapsed_months" ->
                rows(
                        name,
                        years.stream()
                                .map(year -> RowFactory.create(year, elapsedMonths(year, businessDate)))
                                .toList());
            case "counted" -> parts.counted(spark, tables);
            case "declared_part" -> rows(name, parts.declared());
            default -> throw new IllegalArgumentException("No input " + name + "; known: " + names());
        };
    }

    private Dataset<Row> rows(String name, List<Row> rows) {
        return spark.createDataFrame(rows, columns(name));
    }

    private Dataset<Row> received() {
        Column[] columns = List.of(columns("received").fieldNames()).stream()
                .map(functions::col)
                .toArray(Column[]::new);
        return OrganizationAlias.resolvedSenders(
                        deliveries.submissions().where("NOT is_superseded").drop("organization_id"),
                        tables.apply(DimensionInputs.ORGANIZATION_ALIAS))
                .withColumn("is_list", col("feed_code").isin(deliveries.lists().toArray()))
                .select(columns);
    }

    private List<Row> emptyForms() {
        List<Row> empty = new ArrayList<>();
        deliveries
                .emptyForms()
                .forEach((feed, forms) -> forms.forEach(form -> empty.add(
                        RowFactory.create(feed, form.organizationId(), form.year(), form.month(), form.receivedAt()))));
        return empty;
    }

    /** Who reports by a feed, and of whom. */
    private List<Row> expectedFrom() {
        List<Row> expected = new ArrayList<>();
        for (FeedContract contract : deliveries.contracts()) {
            contract.expectedFrom()
                    .ifPresent(kind -> expected.add(RowFactory.create(
                            contract.feed(), kind, contract.reportsOf().orElseThrow())));
        }
        return expected;
    }

    private List<Row> indicators() {
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
        return indicators;
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
