package ru.orientir.etl.rows;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.conform.ConformedRow;
import ru.orientir.etl.conform.ReferenceCodes;
import ru.orientir.etl.conform.RowConforming;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.land.LandedRow;
import ru.orientir.etl.land.Rejection;

/**
 * Step conform: gives landed rows their types and tries every rule of the contract on them.
 *
 * <p>Input: landed rows of one feed. Output: {@code conformed/<feed>/run=<run>/reporting_year=<year>}, its
 * {@code outcome} being {@code valid}, {@code rejected} or {@code left_out} (subtotals, footnotes). Grain: one row is one row
 * of a file; {@code rejections} says what is wrong with it. Cost: one pass over the landed rows, no shuffle.
 */
public final class Conforming {

    /** Name of the stage's folder in the lake. */
    public static final String STAGE = "conformed";

    private final SparkSession spark;
    private final ParquetLake lake;
    private final ReferenceCodes codes;
    private final ReportingYears years;

    public Conforming(SparkSession spark, ParquetLake lake, ReferenceCodes codes, ReportingYears years) {
        this.spark = spark;
        this.lake = lake;
        this.codes = codes;
        this.years = years;
    }

    /**
     * Conforms rows that have landed.
     *
     * @param namesByLandedRun files that count, by the run that landed them; others were refused or are not asked for
     */
    public void conform(String runId, FeedContract contract, Map<String, List<String>> namesByLandedRun) {
        List<Row> files = new ArrayList<>();
        namesByLandedRun.forEach((run, names) -> names.forEach(name -> files.add(RowFactory.create(name, run))));
        Dataset<Row> wanted = spark.createDataFrame(files, StructType.fromDDL("wanted_name string, wanted_run string"));
        Dataset<Row> landed = Landing.landedRows(lake, contract, namesByLandedRun.keySet())
                .where(col("refusal").isNull())
                .join(
                        broadcast(wanted),
                        col("file_name")
                                .equalTo(col("wanted_name"))
                                .and(col("run").equalTo(col("wanted_run"))),
                        "left_semi");
        RowConforming conforming = new RowConforming(contract, codes, years);
        Dataset<Row> conformed = landed.select(Landing.schema(contract).fieldNames()[0], tail(contract))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> conformEach(rows, conforming, contract),
                        Encoders.row(schema(contract)));
        lake.write(conformed, STAGE, contract.feed(), runId, "reporting_year");
    }

    /** Conformed rows of the given runs, with the column {@code run}. */
    public static Dataset<Row> conformedRows(ParquetLake lake, FeedContract contract, Set<String> runIds) {
        return lake.readRuns(STAGE, contract.feed(), runIds, schema(contract));
    }

    /** Where a row came from, the contract's fields with their types, and what is wrong with the row. */
    public static StructType schema(FeedContract contract) {
        StructType schema = StructType.fromDDL(
                "file_name string, file_sha256 string, sheet string, row_number int, layout string, masked_row string");
        for (ContractField field : contract.fields()) {
            if (!field.name().equals("reporting_year")) {
                schema = schema.add(
                        field.name(),
                        switch (field.type()) {
                            case STRING -> DataTypes.StringType;
                            case INTEGER -> DataTypes.IntegerType;
                            case DECIMAL -> DataTypes.DoubleType;
                            case DATE -> DataTypes.DateType;
                            case BOOLEAN -> DataTypes.BooleanType;
                        });
            }
        }
        return schema.add("rejections", DataTypes.createArrayType(Landing.REJECTION))
                .add("outcome", DataTypes.StringType)
                .add("reporting_year", DataTypes.IntegerType);
    }

    private static String[] tail(FeedContract contract) {
        String[] names = Landing.schema(contract).fieldNames();
        return java.util.Arrays.copyOfRange(names, 1, names.length - 1);
    }

    private static Iterator<Row> conformEach(Iterator<Row> landed, RowConforming conforming, FeedContract contract) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return landed.hasNext();
            }

            @Override
            public Row next() {
                return conformOne(landed.next(), conforming, contract);
            }
        };
    }

    private static final int PROVENANCE = 7;

    private static Row conformOne(Row landed, RowConforming conforming, FeedContract contract) {
        int fields = contract.fields().size();
        String[] text = new String[fields];
        for (int i = 0; i < fields; i++) {
            text[i] = landed.getString(PROVENANCE + i);
        }
        LandedRow row = new LandedRow(
                landed.getString(2),
                landed.getInt(3),
                landed.getString(4),
                landed.getString(5),
                text,
                landed.getString(6));
        ConformedRow conformed = conforming.conform(row, landed.getString(0));
        List<ContractField> contractFields = contract.fields();
        java.util.ArrayList<Object> values = new java.util.ArrayList<>(fields + 9);
        values.add(landed.getString(0));
        values.add(landed.getString(1));
        values.add(row.sheet());
        values.add(row.rowNumber());
        values.add(row.layout());
        values.add(conformed.rejections().isEmpty() ? null : row.maskedRow());
        for (int i = 0; i < fields; i++) {
            if (!contractFields.get(i).name().equals("reporting_year")) {
                values.add(sparkValue(conformed.values()[i]));
            }
        }
        values.add(conformed.rejections().stream().map(Landing::toRow).toArray(Row[]::new));
        values.add(outcome(conformed));
        values.add(conformed.reportingYear());
        return RowFactory.create(values.toArray());
    }

    private static String outcome(ConformedRow row) {
        if (row.isValid()) {
            return "valid";
        }
        return row.rejections().stream().allMatch(rejection -> rejection.severity() == Rejection.Severity.INFO)
                ? "left_out"
                : "rejected";
    }

    private static Object sparkValue(Object value) {
        if (value instanceof java.time.LocalDate date) {
            return java.sql.Date.valueOf(date);
        }
        return value instanceof java.math.BigDecimal number ? (Object) number.doubleValue() : value;
    }
}
