package ru.orientir.etl.select;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.lake.ParquetLake;

/** What {@link Selecting} found in a run: the rows that count, those that do not, and who submitted what. */
public final class SelectedRows {

    /** A later submission or a later state took the row's place. */
    public static final String SUPERSEDED = "superseded";

    /** The same record stands in another row. */
    public static final String DUPLICATE = "duplicate";

    /** The register does not know the row's organization. */
    public static final String UNKNOWN_ORGANIZATION = "unknown_code";

    /** Columns of {@link #submissions}. */
    static final StructType SUBMISSION_SCHEMA = StructType.fromDDL(
            "feed_code string, file_name string, sha256 string, file_order bigint, received_at timestamp, organization_id string, sender string, "
                    + "is_sender_named boolean, reporting_year int, month date, scope array<string>, latest_by string, outcome string, rows bigint, "
                    + "is_superseded boolean");

    /** Columns of {@link #leftOut}. */
    static final StructType LEFT_OUT_SCHEMA = StructType.fromDDL(
            "file_name string, sha256 string, sheet string, row_number int, layout string, reporting_year int, sender string, is_sender_named boolean, "
                    + "organization_id string, shown string, standing string, kept_file string, kept_sheet string, kept_row int, feed_code string");

    private static final Set<String> NOT_SELECTED = Set.of("outcome", "rejections", "masked_row");

    private final SparkSession spark;
    private final ParquetLake lake;
    private final String runId;

    public SelectedRows(SparkSession spark, ParquetLake lake, String runId) {
        this.spark = spark;
        this.lake = lake;
        this.runId = runId;
    }

    /** The rows of a feed that count, of the years judged; columns as {@link #schema}. */
    public Dataset<Row> of(FeedFiles feed) {
        FeedContract contract = feed.contract();
        Dataset<Row> valid = new RowsInForce(spark, lake)
                .of(
                        feed,
                        col("outcome")
                                .equalTo("valid")
                                .and(col("reporting_year").isin(feed.judged().toArray())));
        Dataset<Row> counting = hasLeftOut(contract)
                ? valid.join(
                        leftOut()
                                .where(col("feed_code").equalTo(contract.feed()))
                                .select(
                                        col("file_name").as("out_file"),
                                        col("sheet").as("out_sheet"),
                                        col("row_number").as("out_row")),
                        col("file_name")
                                .equalTo(col("out_file"))
                                .and(col("row_number").equalTo(col("out_row")))
                                .and(col("sheet").eqNullSafe(col("out_sheet"))),
                        "left_anti")
                : valid;
        StructType schema = schema(contract);
        return counting.select(
                List.of(schema.fieldNames()).stream().map(functions::col).toArray(Column[]::new));
    }

    /** Columns of the rows that count. */
    public static StructType schema(FeedContract contract) {
        StructType schema = new StructType();
        for (StructField field : Conforming.schema(contract).fields()) {
            schema = NOT_SELECTED.contains(field.name()) ? schema : schema.add(field);
        }
        return schema;
    }

    /**
     * Who submitted what. One row is a file, an organization, a sender, a year, a month and an outcome ({@code valid} or {@code
     * rejected}), with the number of {@code rows}; {@code is_superseded} where a later submission corrects it.
     */
    public Dataset<Row> submissions() {
        return lake.readRuns(Selecting.STAGE, Selecting.SUBMISSION, List.of(runId), SUBMISSION_SCHEMA)
                .drop("run");
    }

    /**
     * Submissions all of whose rows later ones correct, of the years judged. Columns: feed_code, file_name, sha256, sender,
     * is_sender_named, reporting_year.
     */
    public Dataset<Row> supersededSubmissions(List<FeedFiles> feeds) {
        Column isJudged = feeds.stream()
                .map(feed -> col("feed_code")
                        .equalTo(feed.contract().feed())
                        .and(col("reporting_year").isin(feed.judged().toArray())))
                .reduce(functions.lit(false), Column::or);
        return submissions()
                .where(isJudged.and(col("scope").isNotNull())
                        .and(col("is_superseded").or(col("outcome").equalTo("valid"))))
                .groupBy("feed_code", "file_name", "sha256", "sender", "is_sender_named", "reporting_year")
                .agg(functions.every(col("is_superseded")).as("is_superseded"))
                .where(col("is_superseded"))
                .drop("is_superseded");
    }

    /** The rows of all feeds that do not count, with the reason ({@code standing}) and the row kept in their place. */
    public Dataset<Row> leftOut() {
        return lake.readRuns(Selecting.STAGE, Selecting.LEFT_OUT, List.of(runId), LEFT_OUT_SCHEMA)
                .drop("run");
    }

    private boolean hasLeftOut(FeedContract contract) {
        return lake.exists(lake.folder(Selecting.STAGE, Selecting.LEFT_OUT, runId) + "/feed_code=" + contract.feed());
    }
}
