package ru.orientir.etl.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.every;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
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
import ru.orientir.etl.ledger.CurrentFile;
import ru.orientir.etl.rows.Conforming;

/**
 * Of all conformed rows of a feed those that count now: corrected forms in place of what they correct, repeated rows
 * once, organizations that the register knows.
 *
 * <p>Input: conformed rows of the current files. Output: a row, with a word that says what became of
 * it: kept, superseded, or left out and why. Cost: one shuffle by business key, one more where the contract has a submission
 * scope.
 */
public final class CurrentRows {

    /** Name of the stage's folder in the lake; nobody needs it once the run has published. */
    public static final String STAGE = "current";

    private static final String ORGANIZATION = "organization_id";
    private static final String STANDING = "standing";
    private static final String KEPT = "kept";
    private static final String SUPERSEDED = "superseded";
    private static final String IS_SUPERSEDED = "is_superseded";
    private static final String UNKNOWN_ORGANIZATION = "unknown_code";
    private static final String DUPLICATE = "duplicate";

    private final SparkSession spark;
    private final ParquetLake lake;

    public CurrentRows(SparkSession spark, ParquetLake lake) {
        this.spark = spark;
        this.lake = lake;
    }

    /** The conformed rows of files, with {@code file_order}; rows of other files of the same runs stay away. */
    public Dataset<Row> inForce(FeedContract contract, List<CurrentFile> files) {
        return Conforming.conformedRows(
                        lake,
                        contract,
                        files.stream().map(CurrentFile::conformedRun).collect(Collectors.toSet()))
                .join(broadcast(files(files)), scala("file_name", "run"));
    }

    /**
     * Judges the rows of the given years.
     *
     * @param organizations ids that the register knows, column {@code organization_id}; null where they are not checked
     */
    private Dataset<Row> standing(
            FeedContract contract, List<CurrentFile> files, Collection<Integer> years, Dataset<Row> organizations) {
        Dataset<Row> rows = inForce(contract, files)
                .where(col("outcome")
                        .isin("valid", "rejected")
                        .and(col("reporting_year").isin(years.toArray())));
        return rows.transform(all -> markSuperseded(contract, all))
                .where(col(IS_SUPERSEDED).or(col("outcome").equalTo("valid")))
                .drop("run", "outcome", "rejections", "masked_row")
                .transform(all -> judge(contract, all, organizations));
    }

    /** Judges the rows and keeps the judgement in the lake for the run: {@code current/<feed>/run=<run>/standing=<standing>}. */
    public void write(
            String runId,
            FeedContract contract,
            List<CurrentFile> files,
            Collection<Integer> years,
            Dataset<Row> organizations) {
        lake.write(standing(contract, files, years, organizations), STAGE, contract.feed(), runId, STANDING);
    }

    /** The rows that facts are made of, as {@link #write} left them. */
    public Dataset<Row> kept(String runId, FeedContract contract) {
        return lake.readRuns(STAGE, contract.feed(), List.of(runId), judgedSchema(contract))
                .where(col(STANDING).equalTo(KEPT))
                .select(columns(List.of(keptSchema(contract).fieldNames())));
    }

    /**
     * The submissions that the run found to be corrected by later ones: a file, an organization, a year, all of whose rows are
     * superseded. Columns: file_name, sha256, organization_id (as the form tells it, unknown where it does not), reporting_year.
     */
    public Dataset<Row> supersededSubmissions(String runId, FeedContract contract) {
        return lake.readRuns(STAGE, contract.feed(), List.of(runId), judgedSchema(contract))
                .groupBy(
                        col("file_name"),
                        col("file_sha256").as("sha256"),
                        coalesce(sender(contract), lit("unknown")).as(ORGANIZATION),
                        col("reporting_year").cast("smallint").as("reporting_year"))
                .agg(every(col(STANDING).equalTo(SUPERSEDED)).as(IS_SUPERSEDED))
                .where(col(IS_SUPERSEDED))
                .drop(IS_SUPERSEDED);
    }

    /** Whether the run left rows of the feed out. */
    public boolean hasRejected(String runId, FeedContract contract) {
        return lake.exists(lake.folder(STAGE, contract.feed(), runId) + "/" + STANDING + "=" + DUPLICATE)
                || lake.exists(
                        lake.folder(STAGE, contract.feed(), runId) + "/" + STANDING + "=" + UNKNOWN_ORGANIZATION);
    }

    /** The rows that the run left out, as rejections. */
    public Dataset<Row> rejected(String runId, FeedContract contract) {
        return rejected(contract, lake.readRuns(STAGE, contract.feed(), List.of(runId), judgedSchema(contract)));
    }

    private static StructType judgedSchema(FeedContract contract) {
        return keptSchema(contract)
                .add("kept_file", "string")
                .add("kept_sheet", "string")
                .add("kept_row", "int")
                .add(STANDING, "string");
    }

    /** The columns of {@link #kept}. */
    public static StructType keptSchema(FeedContract contract) {
        List<String> dropped = List.of("outcome", "rejections", "masked_row");
        StructType schema = new StructType();
        for (org.apache.spark.sql.types.StructField field :
                Conforming.schema(contract).fields()) {
            if (!dropped.contains(field.name())) {
                schema = schema.add(field);
            }
        }
        return schema;
    }

    /** The rows that are left out, as rejections; shape of {@code audit.rejected_row} without run and feed. */
    private static Dataset<Row> rejected(FeedContract contract, Dataset<Row> standing) {
        String key = ORGANIZATION;
        String named = contract.indexOf(ORGANIZATION) < 0 ? "file_name" : ORGANIZATION;
        Column unknown = col(STANDING).equalTo(UNKNOWN_ORGANIZATION);
        Column cell = expr("regexp_extract(layout, '(?:^|;)" + key + "=([^;]*)', 1)");
        Column cellWithRow = when(cell.equalTo(""), lit(null))
                .when(cell.rlike("^[A-Z]+$"), concat_ws("", cell, col("row_number")))
                .when(cell.rlike("^[0-9]+$"), concat_ws("", lit("столбец "), cell))
                .otherwise(cell);
        List<Column> shown = contract.fields().stream()
                .filter(field ->
                        field.source() != FieldSource.DERIVED && !field.name().equals("reporting_year"))
                .map(ContractField::name)
                .map(name -> expr("coalesce(cast(" + name + " as string), '')"))
                .toList();
        return standing.where(col(STANDING).isin(UNKNOWN_ORGANIZATION, DUPLICATE))
                .select(
                        col("file_name"),
                        col("file_sha256").as("sha256"),
                        col("sheet"),
                        col("row_number").cast("bigint"),
                        when(unknown, cellWithRow).as("cell"),
                        col(STANDING).as("rule"),
                        lit("error").as("severity"),
                        when(
                                        unknown,
                                        concat_ws(
                                                "",
                                                placeOf("Файл «", "», лист «", "», строка "),
                                                lit(": организации с кодом «"),
                                                col(named),
                                                lit(
                                                        "» нет в реестре; исправьте код или передайте её в реестр организаций.")))
                                .otherwise(concat_ws(
                                        "",
                                        placeOf("Файл «", "», лист «", "», строка "),
                                        lit(": такая же запись уже есть в строке "),
                                        placeKept(" листа «", " файла «"),
                                        lit("; оставьте одну.")))
                                .as("message_ru"),
                        when(
                                        unknown,
                                        concat_ws(
                                                "",
                                                placeOf("File «", "», sheet «", "», line "),
                                                lit(": no organization «"),
                                                col(named),
                                                lit("» in the register; correct the code or have it registered.")))
                                .otherwise(concat_ws(
                                        "",
                                        placeOf("File «", "», sheet «", "», line "),
                                        lit(": the same record is in line "),
                                        placeKept(" of sheet «", " of file «"),
                                        lit(" already; keep one.")))
                                .as("message_en"),
                        concat_ws("; ", shown.toArray(Column[]::new)).as("masked_row"),
                        lit("fact").as("stage"),
                        col("reporting_year").cast("smallint"),
                        sender(contract));
    }

    /** What a row calls the organization that reports, as column {@code organization_id}. */
    public static Column sender(FeedContract contract) {
        Column sender = contract.organizationField() == null ? lit(null) : col(contract.organizationField());
        return sender.cast("string").as(ORGANIZATION);
    }

    private static Column placeOf(String file, String sheet, String row) {
        Column named = concat_ws("", lit(file), expr("regexp_extract(file_name, '[^/]*$', 0)"));
        return concat_ws(
                "",
                named,
                when(col("sheet").isNotNull(), concat_ws("", lit(sheet), col("sheet"))),
                lit(row),
                col("row_number"));
    }

    private static Column placeKept(String sheet, String file) {
        return concat_ws(
                "",
                col("kept_row"),
                when(col("kept_sheet").isNotNull(), concat_ws("", lit(sheet), col("kept_sheet"), lit("»"))),
                when(
                        col("kept_file").notEqual(col("file_name")),
                        concat_ws("", lit(file), col("kept_file"), lit("»"))));
    }

    /**
     * Adds {@code is_superseded}: where the contract has a submission scope, only the latest submission of each scope counts.
     * A submission without a valid row corrects nothing; a rejected row shares the fate of its file.
     *
     * @param rows conformed rows, valid or rejected, with {@code file_order}
     */
    public static Dataset<Row> markSuperseded(FeedContract contract, Dataset<Row> rows) {
        if (contract.replaces().isEmpty()) {
            return rows.withColumn(IS_SUPERSEDED, lit(false));
        }
        Column version = struct(Stream.concat(
                        contract.latestBy() == null ? Stream.empty() : Stream.of(col(contract.latestBy())),
                        Stream.of(col("file_order")))
                .toArray(Column[]::new));
        WindowSpec scope = Window.partitionBy(columns(contract.replaces()));
        Column isValid = col("outcome").equalTo("valid");
        Column isOfLatest = when(isValid, col("version").equalTo(col("latest")))
                .otherwise(col("file_order").equalTo(col("latest.file_order")));
        return rows.withColumn("version", version)
                .withColumn("latest", max(when(isValid, col("version"))).over(scope))
                .withColumn(IS_SUPERSEDED, col("latest").isNotNull().and(not(isOfLatest)))
                .drop("version", "latest");
    }

    private Dataset<Row> judge(FeedContract contract, Dataset<Row> rows, Dataset<Row> organizations) {
        List<Column> order = new ArrayList<>();
        if (contract.latestWinsSilently()) {
            order.add(col(contract.latestBy()).desc_nulls_last());
            order.add(col("file_order").desc());
        } else {
            order.add(col("file_order"));
        }
        Stream.of("file_name", "sheet", "row_number")
                .map(org.apache.spark.sql.functions::col)
                .forEach(order::add);
        WindowSpec key = Window.partitionBy(
                        Stream.concat(Stream.of(col(IS_SUPERSEDED)), Stream.of(columns(contract.businessKey())))
                                .toArray(Column[]::new))
                .orderBy(order.toArray(Column[]::new));
        Column repeated = lit(contract.latestWinsSilently() ? SUPERSEDED : DUPLICATE);
        Dataset<Row> ranked = rows.withColumn("rank", row_number().over(key))
                .withColumn("kept_file", first("file_name").over(key))
                .withColumn("kept_sheet", first("sheet").over(key))
                .withColumn("kept_row", first("row_number").over(key));
        boolean checked = organizations != null && contract.indexOf(ORGANIZATION) >= 0;
        Dataset<Row> known = checked
                ? ranked.join(
                        broadcast(organizations.select(
                                col(ORGANIZATION), lit(true).as("is_known"))),
                        scala(ORGANIZATION),
                        "left")
                : ranked.withColumn("is_known", lit(true));
        return known.withColumn(
                        STANDING,
                        when(col(IS_SUPERSEDED), SUPERSEDED)
                                .when(col("rank").gt(1), repeated)
                                .when(col("is_known").isNull(), UNKNOWN_ORGANIZATION)
                                .otherwise(KEPT))
                .drop("rank", "is_known", "file_order", IS_SUPERSEDED);
    }

    private Dataset<Row> files(List<CurrentFile> files) {
        return spark.createDataFrame(
                files.stream()
                        .map(file -> RowFactory.create(file.name(), file.conformedRun(), file.order()))
                        .toList(),
                StructType.fromDDL("file_name string, run string, file_order bigint"));
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    }

    private static scala.collection.immutable.Seq<String> scala(String... names) {
        return scala.jdk.javaapi.CollectionConverters.asScala(List.of(names)).toSeq();
    }
}
