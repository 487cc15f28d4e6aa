package ru.orientir.etl.select;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FieldSource;
import ru.orientir.etl.lake.ParquetLake;

/**
 * Step select: of all conformed rows those that count now are told from those that do not, once for all who ask.
 *
 * <p>A corrected form takes the place of what it corrects, a repeated row counts once, and so does an organization that the
 * register knows. Input: conformed rows of the files in force. Output: {@code select/submission} (one row is a file, a sender, a
 * year, a month and an outcome, with the number of rows and whether a later submission corrects it) and {@code select/left_out}
 * (one row is a conformed row that does not count, with the reason and the row kept in its place). {@link SelectedRows} reads
 * both. Cost: two passes over the key columns of all feeds together, a third over the feeds that have something to leave out.
 */
public final class Selecting {

    /** Name of the stage's folder in the lake; nobody needs it once the run has published. */
    public static final String STAGE = "select";

    static final String SUBMISSION = "submission";
    static final String LEFT_OUT = "left_out";
    static final String ORGANIZATION = "organization_id";

    private final SparkSession spark;
    private final ParquetLake lake;
    private final RowsInForce rows;
    private final String register;

    /** @param register feed that tells which organizations there are */
    public Selecting(SparkSession spark, ParquetLake lake, String register) {
        this.spark = spark;
        this.lake = lake;
        this.rows = new RowsInForce(spark, lake);
        this.register = register;
    }

    /**
     * Judges the rows of the feeds and keeps the judgement in the lake for the run.
     *
     * @param organizations ids of the organizations known before this run
     */
    public void select(String runId, List<FeedFiles> feeds, Collection<String> organizations) {
        lake.write(submissions(feeds), STAGE, SUBMISSION, runId);
        SelectedRows selected = new SelectedRows(spark, lake, runId);
        Dataset<Row> known = knownOrganizations(selected, organizations);
        Dataset<Row> submissions = selected.submissions()
                .join(broadcast(known.withColumn("is_known", lit(true))), scala(ORGANIZATION), "left")
                .withColumn(
                        "is_unknown",
                        col("is_known")
                                .isNull()
                                .and(col(ORGANIZATION).isNotNull())
                                .and(col("outcome").equalTo("valid"))
                                .and(col("feed_code").notEqual(register)));
        Dataset<Row> repeated = repeatedKeys(feeds).persist();
        try {
            Map<String, Trouble> troubles = troubles(feeds, submissions, repeated);
            List<Dataset<Row>> suspects = feeds.stream()
                    .filter(feed -> troubles.containsKey(feed.contract().feed()))
                    .map(feed -> suspects(feed, troubles.get(feed.contract().feed()), submissions, repeated))
                    .toList();
            Dataset<Row> leftOut = suspects.stream()
                    .reduce(Dataset::unionByName)
                    .map(Selecting::judged)
                    .orElseGet(() -> spark.createDataFrame(List.of(), SelectedRows.LEFT_OUT_SCHEMA));
            lake.write(leftOut, STAGE, LEFT_OUT, runId, "feed_code");
        } finally {
            repeated.unpersist();
        }
    }

    /** What a feed may have to leave out: keys met twice, corrected submissions, organizations that nobody knows. */
    private record Trouble(boolean isRepeated, boolean isSuperseded, boolean isUnknown) {}

    // ---- who submitted what

    private Dataset<Row> submissions(List<FeedFiles> feeds) {
        Dataset<Row> counted = feeds.stream()
                .filter(feed -> !feed.files().isEmpty())
                .map(this::submitted)
                .reduce(Dataset::unionByName)
                .map(submitted -> submitted
                        .groupBy(Stream.of(submitted.columns())
                                .map(org.apache.spark.sql.functions::col)
                                .toArray(Column[]::new))
                        .agg(count("*").as("rows")))
                .map(submitted -> submitted
                        .join(broadcast(rows.files(feeds)), scala("feed_code", "file_name", "run"))
                        .drop("run"))
                .orElseGet(() -> spark.createDataFrame(List.of(), SelectedRows.SUBMISSION_SCHEMA)
                        .drop("is_superseded"));
        Column isValid = col("outcome").equalTo("valid");
        Column version = struct(col("latest_by"), col("file_order"));
        WindowSpec scope = Window.partitionBy("feed_code", "scope");
        return counted.withColumn("latest", max(when(isValid, version)).over(scope))
                .withColumn(
                        "is_superseded",
                        col("scope")
                                .isNotNull()
                                .and(col("latest").isNotNull())
                                .and(when(isValid, not(version.equalTo(col("latest"))))
                                        .otherwise(not(col("file_order").equalTo(col("latest.file_order"))))))
                .drop("latest");
    }

    /** What is the same for all rows of a file is added once they are counted. */
    private Dataset<Row> submitted(FeedFiles feed) {
        FeedContract contract = feed.contract();
        return rows.ofRuns(
                        feed,
                        feed.submitted()
                                .map(submitted -> isOf(submitted).or(isOf(feed.judged())))
                                .orElse(lit(true)))
                .select(
                        lit(contract.feed()).as("feed_code"),
                        col("file_name"),
                        col("run"),
                        organization(contract),
                        sender(contract).as("sender"),
                        lit(contract.isTellingOrganizationByName()).as("is_sender_named"),
                        col("reporting_year"),
                        (contract.indexOf("month") < 0 ? lit(null).cast("date") : col("month")).as("month"),
                        scope(contract).as("scope"),
                        (contract.replaces().isEmpty() ? lit(null) : latestBy(contract))
                                .cast("string")
                                .as("latest_by"),
                        col("outcome"));
    }

    // ---- rows that may not count

    private Dataset<Row> knownOrganizations(SelectedRows selected, Collection<String> organizations) {
        Dataset<Row> before = spark.createDataFrame(
                organizations.stream().map(RowFactory::create).toList(), StructType.fromDDL(ORGANIZATION + " string"));
        return selected.submissions()
                .where(col("feed_code").equalTo(register))
                .where("outcome = 'valid' AND NOT is_superseded")
                .select(ORGANIZATION)
                .union(before)
                .distinct();
    }

    /** Hashes of business keys that more than one valid row has; two keys may share a hash, one key never has two. */
    private Dataset<Row> repeatedKeys(List<FeedFiles> feeds) {
        return feeds.stream()
                .filter(feed -> !feed.judged().isEmpty() && !feed.files().isEmpty())
                .map(feed -> rows.of(feed, isOf(feed.judged()))
                        .where("outcome = 'valid'")
                        // A number in place of the feed's name: keys of fixed width are counted at half the cost.
                        .select(lit(feeds.indexOf(feed)).as("feed_number"), keyHash(feed.contract())))
                .reduce(Dataset::unionByName)
                .map(keys -> keys.groupBy("feed_number", "key_hash")
                        .agg(count("*").as("rows"))
                        .where("rows > 1")
                        .select(
                                element_at(names(feeds), col("feed_number").plus(1))
                                        .as("feed_code"),
                                col("key_hash")))
                .orElseGet(() ->
                        spark.createDataFrame(List.of(), StructType.fromDDL("feed_code string, key_hash bigint")));
    }

    private static Column names(List<FeedFiles> feeds) {
        return array(feeds.stream().map(feed -> lit(feed.contract().feed())).toArray(Column[]::new));
    }

    private Map<String, Trouble> troubles(List<FeedFiles> feeds, Dataset<Row> submissions, Dataset<Row> repeated) {
        Map<String, FeedFiles> judged = new TreeMap<>();
        feeds.stream()
                .filter(feed -> !feed.judged().isEmpty())
                .forEach(feed -> judged.put(feed.contract().feed(), feed));
        Map<String, Trouble> troubles = new TreeMap<>();
        Dataset<Row> none = repeated.select(
                col("feed_code"),
                lit(true).as("is_repeated"),
                lit(false).as("is_superseded"),
                lit(false).as("is_unknown"));
        submissions
                .select(col("feed_code"), lit(false).as("is_repeated"), col("is_superseded"), col("is_unknown"))
                .union(none)
                .groupBy("feed_code")
                .agg(count_if(col("is_repeated")), count_if(col("is_superseded")), count_if(col("is_unknown")))
                .collectAsList()
                .forEach(row -> {
                    Trouble trouble = new Trouble(row.getLong(1) > 0, row.getLong(2) > 0, row.getLong(3) > 0);
                    boolean any = trouble.isRepeated() || trouble.isSuperseded() || trouble.isUnknown();
                    if (any && judged.containsKey(row.getString(0))) {
                        troubles.put(row.getString(0), trouble);
                    }
                });
        return troubles;
    }

    /** The rows of a feed that may not count, each with what is told of it when it does not. */
    private Dataset<Row> suspects(FeedFiles feed, Trouble trouble, Dataset<Row> submissions, Dataset<Row> repeated) {
        FeedContract contract = feed.contract();
        Column isOfFeed = col("feed_code").equalTo(contract.feed());
        Dataset<Row> suspects = rows.of(feed, isOf(feed.judged()));
        if (trouble.isSuperseded()) {
            Dataset<Row> superseded = submissions
                    .where(isOfFeed.and(col("is_superseded")))
                    .select(
                            col("file_name").as("old_file"),
                            col("outcome").as("old_outcome"),
                            col("scope").as("old_scope"),
                            col("latest_by").as("old_latest_by"),
                            lit(true).as("superseded"))
                    .distinct();
            suspects = suspects.join(
                            broadcast(superseded),
                            col("file_name")
                                    .equalTo(col("old_file"))
                                    .and(col("outcome").equalTo(col("old_outcome")))
                                    .and(scope(contract).equalTo(col("old_scope")))
                                    .and(latestBy(contract).cast("string").eqNullSafe(col("old_latest_by"))),
                            "left")
                    .withColumn("is_superseded", coalesce(col("superseded"), lit(false)));
        } else {
            suspects = suspects.withColumn("is_superseded", lit(false));
        }
        if (trouble.isUnknown()) {
            Dataset<Row> unknown = submissions
                    .where(isOfFeed.and(col("is_unknown")))
                    .select(col(ORGANIZATION), lit(true).as("unknown"))
                    .distinct();
            suspects = suspects.join(broadcast(unknown), scala(ORGANIZATION), "left")
                    .withColumn("is_unknown", coalesce(col("unknown"), lit(false)));
        } else {
            suspects = suspects.withColumn("is_unknown", lit(false));
        }
        if (trouble.isRepeated()) {
            Dataset<Row> hashes =
                    repeated.where(isOfFeed).select(col("key_hash"), lit(true).as("repeated"));
            suspects = suspects.withColumn("key_hash", keyHash(contract))
                    .join(broadcast(hashes), scala("key_hash"), "left")
                    .withColumn("is_repeated", coalesce(col("repeated"), lit(false)));
        } else {
            suspects = suspects.withColumn("is_repeated", lit(false));
        }
        Column isValid = col("outcome").equalTo("valid");
        return suspects.where(
                        col("is_superseded").or(isValid.and(col("is_unknown").or(col("is_repeated")))))
                .select(
                        lit(contract.feed()).as("feed_code"),
                        col("file_name"),
                        col("file_sha256").as("sha256"),
                        col("sheet"),
                        col("row_number"),
                        col("layout"),
                        col("reporting_year"),
                        sender(contract).as("sender"),
                        lit(contract.isTellingOrganizationByName()).as("is_sender_named"),
                        organization(contract),
                        shown(contract).as("shown"),
                        array(strings(contract.businessKey())).as("key"),
                        lit(contract.latestWinsSilently()).as("is_latest_kept"),
                        (contract.latestWinsSilently() ? latestBy(contract) : lit(null))
                                .cast("string")
                                .as("latest_by"),
                        col("file_order"),
                        col("is_superseded"),
                        col("is_unknown"));
    }

    /** Of the suspects those that do not count, and why. */
    private static Dataset<Row> judged(Dataset<Row> suspects) {
        WindowSpec key = Window.partitionBy("feed_code", "is_superseded", "key")
                .orderBy(
                        col("latest_by").desc_nulls_last(),
                        when(col("is_latest_kept"), col("file_order").multiply(-1))
                                .otherwise(col("file_order")),
                        col("file_name"),
                        col("sheet"),
                        col("row_number"));
        return suspects.withColumn("rank", row_number().over(key))
                .withColumn("kept_file", first("file_name").over(key))
                .withColumn("kept_sheet", first("sheet").over(key))
                .withColumn("kept_row", first("row_number").over(key))
                .withColumn(
                        "standing",
                        when(col("is_superseded"), SelectedRows.SUPERSEDED)
                                .when(
                                        col("rank").gt(1),
                                        when(col("is_latest_kept"), SelectedRows.SUPERSEDED)
                                                .otherwise(SelectedRows.DUPLICATE))
                                .when(col("is_unknown"), SelectedRows.UNKNOWN_ORGANIZATION))
                .where(col("standing").isNotNull())
                .select(columns(List.of(SelectedRows.LEFT_OUT_SCHEMA.fieldNames())));
    }

    // ---- columns

    private static Column isOf(Collection<Integer> years) {
        return col("reporting_year").isin(years.toArray());
    }

    /** What a row calls the organization that reports. */
    public static Column sender(FeedContract contract) {
        return (contract.organizationField() == null ? lit(null) : col(contract.organizationField())).cast("string");
    }

    private static Column organization(FeedContract contract) {
        return (contract.indexOf(ORGANIZATION) < 0 ? lit(null) : col(ORGANIZATION))
                .cast("string")
                .as(ORGANIZATION);
    }

    /** What a later file replaces as a whole; null where rows replace rows. */
    private static Column scope(FeedContract contract) {
        return contract.replaces().isEmpty() ? lit(null).cast("array<string>") : array(strings(contract.replaces()));
    }

    /** A date, whose order is that of its text. */
    private static Column latestBy(FeedContract contract) {
        return contract.latestBy() == null ? lit(null) : col(contract.latestBy());
    }

    private static Column keyHash(FeedContract contract) {
        return xxhash64(columns(contract.businessKey())).as("key_hash");
    }

    private static Column shown(FeedContract contract) {
        return concat_ws(
                "; ",
                contract.fields().stream()
                        .filter(field -> field.source() != FieldSource.DERIVED
                                && !field.name().equals("reporting_year"))
                        .map(ContractField::name)
                        .map(name -> coalesce(col(name).cast("string"), lit("")))
                        .toArray(Column[]::new));
    }

    private static Column[] strings(List<String> names) {
        return names.stream().map(name -> col(name).cast("string")).toArray(Column[]::new);
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    }

    private static scala.collection.immutable.Seq<String> scala(String... names) {
        return scala.jdk.javaapi.CollectionConverters.asScala(List.of(names)).toSeq();
    }
}
