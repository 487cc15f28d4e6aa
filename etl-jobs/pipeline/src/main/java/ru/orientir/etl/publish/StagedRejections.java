package ru.orientir.etl.publish;

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
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.land.Rejection;
import ru.orientir.etl.rows.Conforming;
import ru.orientir.etl.rows.Landing;
import ru.orientir.etl.select.CurrentRows;

/**
 * Everything a run left out, brought to {@code staging.rejected_row} and {@code staging.superseded_submission}.
 *
 * <p>Input: refused files, rows that broke a rule, rows left out while facts were made, submissions that later ones correct.
 * Grain: one row is one broken rule of one row of a file, or one refused file; a file, an organization and a year.
 * Cost: one COPY for all feeds together.
 */
public final class StagedRejections {

    private final SparkSession spark;
    private final ParquetLake lake;
    private final JdbcTemplate warehouse;
    private final CopySink sink;
    private final List<Dataset<Row>> rejections = new ArrayList<>();
    private final List<Row> refusals = new ArrayList<>();
    private final List<Dataset<Row>> superseded = new ArrayList<>();

    public StagedRejections(SparkSession spark, ParquetLake lake, JdbcTemplate warehouse, CopySink sink) {
        this.spark = spark;
        this.lake = lake;
        this.warehouse = warehouse;
        this.sink = sink;
    }

    /** Adds rows in the shape of {@code audit.rejected_row} without run and feed; the organization is as the form tells it. */
    public void add(FeedContract contract, Dataset<Row> rows) {
        rejections.add(OrganizationAlias.resolved(contract, rows).withColumn("feed_code", lit(contract.feed())));
    }

    /** Adds a file that was refused after it had been read. */
    public void addRefusal(String feed, String fileName, String sha256, Rejection reason) {
        refusals.add(
                RowFactory.create(fileName, sha256, RowFactory.create(reason.toStruct()), "conform", null, null, feed));
    }

    /** Adds the files of a feed that could not be read, and the rows whose rules were broken. */
    public void addBrokenRules(String runId, FeedContract contract) {
        Column digest = col("file_sha256").as("sha256");
        Dataset<Row> landed = Landing.refusals(lake, contract, runId)
                .select(
                        col("file_name"),
                        digest,
                        col("refusal").as("rejection"),
                        lit("land").as("stage"),
                        lit(null).cast("smallint").as("reporting_year"),
                        lit(null).cast("string").as("organization_id"));
        Dataset<Row> conformed = Conforming.conformedRows(lake, contract, Set.of(runId))
                .where("size(rejections) > 0")
                .select(
                        col("file_name"),
                        digest,
                        explode(col("rejections")).as("rejection"),
                        lit("conform").as("stage"),
                        col("reporting_year").cast("smallint").as("reporting_year"),
                        CurrentRows.sender(contract));
        add(contract, flattened(landed.unionByName(conformed)));
    }

    /** Adds submissions of a feed that later ones correct, as {@link CurrentRows#supersededSubmissions} has them. */
    public void addSuperseded(FeedContract contract, Dataset<Row> submissions) {
        superseded.add(OrganizationAlias.resolved(contract, submissions).withColumn("feed_code", lit(contract.feed())));
    }

    /** Loads all that was added; returns how many rejections. */
    public long load(String runId) {
        warehouse.execute("DROP TABLE IF EXISTS staging.rejected_row, staging.superseded_submission");
        warehouse.execute("CREATE TABLE staging.rejected_row (LIKE audit.rejected_row INCLUDING DEFAULTS)");
        warehouse.execute("ALTER TABLE staging.rejected_row DROP COLUMN rejected_row_id");
        warehouse.execute("CREATE TABLE staging.superseded_submission (LIKE audit.superseded_submission)");
        superseded.stream()
                .reduce(Dataset::unionByName)
                .ifPresent(rows -> sink.copy(rows.withColumn("run_id", lit(runId)), "staging.superseded_submission"));
        StructType schema = StructType.fromDDL("file_name string, sha256 string")
                .add("rejection", Landing.REJECTION)
                .add("stage", "string")
                .add("reporting_year", "smallint")
                .add("organization_id", "string")
                .add("feed_code", "string");
        Dataset<Row> all = rejections.stream()
                .reduce(flattened(spark.createDataFrame(refusals, schema), col("feed_code")), Dataset::unionByName);
        return sink.copy(all.withColumn("run_id", lit(runId)), "staging.rejected_row");
    }

    private static Dataset<Row> flattened(Dataset<Row> rows, Column... others) {
        List<Column> columns = new ArrayList<>(List.of(
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
                col("organization_id")));
        columns.addAll(List.of(others));
        return rows.select(columns.toArray(Column[]::new));
    }
}
