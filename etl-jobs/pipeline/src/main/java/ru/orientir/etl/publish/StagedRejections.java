package ru.orientir.etl.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.select.LeftOutRejections;
import ru.orientir.etl.select.SelectedRows;
import ru.orientir.etl.select.Selecting;

/**
 * Everything a run left out, brought to {@code staging.rejected_row} and {@code staging.superseded_submission}.
 *
 * <p>Input: refused files, rows that broke a rule, rows left out because they do not count, submissions that later ones correct.
 * Grain: one row is one broken rule of one row of a file, or one refused file; a file, an organization and a year.
 * Cost: one COPY for all feeds together.
 */
public final class StagedRejections {

    private static final String ORGANIZATION = "organization_id";

    private final SparkSession spark;
    private final ParquetLake lake;
    private final JdbcTemplate warehouse;
    private final CopySink sink;
    private final DimensionInputs dimensions;
    private final List<Dataset<Row>> rejections = new ArrayList<>();
    private final List<Row> refusals = new ArrayList<>();

    public StagedRejections(
            SparkSession spark, ParquetLake lake, JdbcTemplate warehouse, CopySink sink, DimensionInputs dimensions) {
        this.spark = spark;
        this.lake = lake;
        this.warehouse = warehouse;
        this.sink = sink;
        this.dimensions = dimensions;
    }

    /** Adds a file that was refused after it had been read. */
    public void addRefusal(String feed, String fileName, String sha256, Rejection reason) {
        refusals.add(RowFactory.create(
                feed, fileName, sha256, RowFactory.create(reason.toStruct()), "conform", null, null, false));
    }

    /** Adds the files of a feed that could not be read, and the rows whose rules were broken. */
    public void addBrokenRules(String runId, FeedContract contract) {
        Column feed = lit(contract.feed()).as("feed_code");
        Column digest = col("file_sha256").as("sha256");
        rejections.add(Landing.refusals(lake, contract, runId)
                .select(
                        feed,
                        col("file_name"),
                        digest,
                        col("refusal").as("rejection"),
                        lit("land").as("stage"),
                        lit(null).cast("int").as("reporting_year"),
                        lit(null).cast("string").as("sender"),
                        lit(false).as("is_sender_named")));
        rejections.add(Conforming.conformedRows(lake, contract, Set.of(runId))
                .where("size(rejections) > 0")
                .select(
                        feed,
                        col("file_name"),
                        digest,
                        explode(col("rejections")).as("rejection"),
                        lit("conform").as("stage"),
                        col("reporting_year"),
                        Selecting.sender(contract).as("sender"),
                        lit(contract.isTellingOrganizationByName()).as("is_sender_named")));
    }

    /** Adds the rows that were left out because they do not count. */
    public void addLeftOut(Dataset<Row> leftOut, FeedContracts contracts) {
        rejections.add(LeftOutRejections.of(leftOut, contracts));
    }

    /**
     * Loads all that was added.
     *
     * @param superseded submissions that later ones correct, as {@link SelectedRows#supersededSubmissions} has them
     * @return how many rejections
     */
    public long load(String runId, Dataset<Row> superseded) {
        warehouse.execute("DROP TABLE IF EXISTS staging.rejected_row, staging.superseded_submission");
        warehouse.execute("CREATE TABLE staging.rejected_row (LIKE audit.rejected_row INCLUDING DEFAULTS)");
        warehouse.execute("ALTER TABLE staging.rejected_row DROP COLUMN rejected_row_id");
        warehouse.execute("CREATE TABLE staging.superseded_submission (LIKE audit.superseded_submission)");
        sink.copy(
                withOrganization(superseded)
                        .withColumn(ORGANIZATION, coalesce(col(ORGANIZATION), lit("unknown")))
                        .withColumn("run_id", lit(runId)),
                "staging.superseded_submission");
        StructType schema = StructType.fromDDL("feed_code string, file_name string, sha256 string")
                .add("rejection", Landing.REJECTION)
                .add("stage", "string")
                .add("reporting_year", "int")
                .add("sender", "string")
                .add("is_sender_named", "boolean");
        Dataset<Row> all = rejections.stream().reduce(spark.createDataFrame(refusals, schema), Dataset::unionByName);
        return sink.copy(
                withOrganization(all)
                        .select(
                                col("feed_code"),
                                col("file_name"),
                                col("sha256"),
                                col("rejection.sheet"),
                                col("rejection.row_number").cast("bigint").as("row_number"),
                                col("rejection.cell"),
                                col("rejection.rule"),
                                col("rejection.severity"),
                                col("rejection.message_ru"),
                                col("rejection.message_en"),
                                col("rejection.masked_row"),
                                col("stage"),
                                col("reporting_year"),
                                col(ORGANIZATION))
                        .withColumn("run_id", lit(runId)),
                "staging.rejected_row");
    }

    private Dataset<Row> withOrganization(Dataset<Row> rows) {
        return OrganizationAlias.resolvedSenders(rows, dimensions.input(DimensionInputs.ORGANIZATION_ALIAS));
    }
}
