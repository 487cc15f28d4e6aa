package ru.orientir.etl.conform;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.lake.FairShares;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.ParquetRowReader;
import ru.orientir.etl.lake.ParquetSchema;
import ru.orientir.etl.lake.PartFiles;
import ru.orientir.etl.lake.StageFiles;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.reading.LandedRow;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.reading.ShownCells;
import ru.orientir.etl.rules.ConformedRow;
import ru.orientir.etl.rules.ReferenceCodes;
import ru.orientir.etl.rules.RowConforming;

/**
 * Step conform: gives landed rows their types and tries every rule of the contract on them.
 *
 * <p>Input: landed rows of any feeds. Output: {@code conform/<feed>/run=<run>/reporting_year=<year>}, its
 * {@code outcome} being {@code valid}, {@code rejected} or {@code left_out} (subtotals, footnotes). Grain: one row is one row
 * of a file; {@code rejections} says what is wrong with it. Cost: one Spark job, one pass over the landed rows, no shuffle.
 */
public final class Conforming {

    /** Name of the stage's folder in the lake. */
    public static final String STAGE = "conform";

    private static final long BYTES_PER_TASK = 16L << 20;
    private static final long LEAST_BYTES_PER_TASK = 256L << 10;

    private final JavaSparkContext spark;
    private final String lakeRoot;
    private final FeedContracts contracts;
    private final ReferenceCodes codes;
    private final ReportingYears years;

    public Conforming(
            JavaSparkContext spark,
            String lakeRoot,
            FeedContracts contracts,
            ReferenceCodes codes,
            ReportingYears years) {
        this.spark = spark;
        this.lakeRoot = lakeRoot;
        this.contracts = contracts;
        this.codes = codes;
        this.years = years;
    }

    /**
     * Conforms rows that have landed; a repeated call for the same run replaces what the first wrote.
     *
     * @param namesByLandedRun by feed: files that count, by the run that landed them; others were refused or are not asked for
     */
    public ConformResult conform(String runId, Map<String, Map<String, List<String>>> namesByLandedRun) {
        Configuration storage = spark.hadoopConfiguration();
        StageFiles run = new StageFiles(lakeRoot, STAGE, runId);
        Set<String> feeds = namesByLandedRun.keySet();
        run.clear(feeds, storage);
        List<Landed> landed = new ArrayList<>();
        HashMap<Source, HashSet<String>> names = new HashMap<>();
        namesByLandedRun.forEach((feed, runs) -> runs.forEach((landedRun, files) -> {
            Source source = new Source(feed, landedRun);
            names.put(source, new HashSet<>(files));
            for (FileStatus file : new StageFiles(lakeRoot, Landing.STAGE, landedRun).list(feed, storage)) {
                landed.add(new Landed(source, file.getPath().toString(), file.getLen()));
            }
        }));
        List<ArrayList<Landed>> shares =
                FairShares.of(landed, Landed::bytes, spark.defaultParallelism(), LEAST_BYTES_PER_TASK, BYTES_PER_TASK);
        if (shares.isEmpty()) {
            return new ConformResult(List.of(), List.of());
        }
        Share share = new Share(
                run,
                contracts,
                codes,
                years,
                spark.broadcast(names),
                spark.broadcast(new SerializableConfiguration(storage)));
        List<ConformResult> results =
                spark.parallelize(shares, shares.size()).map(share::conform).collect();
        ConformResult result = new ConformResult(
                results.stream().flatMap(part -> part.deliveries().stream()).toList(),
                results.stream().flatMap(part -> part.files().stream()).toList());
        run.keepOnly(result.files(), feeds, storage);
        return result;
    }

    /** Conformed rows of the given runs, with the column {@code run}. */
    public static Dataset<Row> conformedRows(ParquetLake lake, FeedContract contract, Set<String> runIds) {
        return lake.readRuns(STAGE, contract.feed(), runIds, schema(contract));
    }

    /** Where a row came from, the contract's fields with their types, and what is wrong with the row. */
    public static StructType schema(FeedContract contract) {
        return fileSchema(contract).add("reporting_year", DataTypes.IntegerType);
    }

    /** The columns of a file; the folder tells the year. */
    private static StructType fileSchema(FeedContract contract) {
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
                .add("outcome", DataTypes.StringType);
    }

    /** A feed as one run landed it. */
    private record Source(String feed, String run) implements Serializable {}

    /** A Parquet file of landed rows. */
    private record Landed(Source source, String path, long bytes) implements Serializable {}

    /** The share of one task: its landed files, feed by feed. */
    private record Share(
            StageFiles run,
            FeedContracts contracts,
            ReferenceCodes codes,
            ReportingYears years,
            Broadcast<HashMap<Source, HashSet<String>>> names,
            Broadcast<SerializableConfiguration> storage)
            implements Serializable {

        ConformResult conform(List<Landed> files) throws IOException {
            TaskContext task = TaskContext.get();
            files.sort(
                    Comparator.comparing((Landed file) -> file.source().feed()).thenComparing(Landed::path));
            List<ConformedFile> deliveries = new ArrayList<>();
            try (PartFiles part = run.part(
                    task.partitionId(), task.taskAttemptId(), storage.value().value())) {
                FeedRows rows = null;
                for (Landed file : files) {
                    String feed = file.source().feed();
                    if (rows == null || !rows.contract.feed().equals(feed)) {
                        FeedContract contract = contracts.get(feed);
                        part.begin(feed, ParquetSchema.of(fileSchema(contract)));
                        rows = new FeedRows(contract, new RowConforming(contract, codes, years), part);
                    }
                    deliveries.addAll(rows.conform(
                            new Path(file.path()),
                            names.value().get(file.source()),
                            storage.value().value()));
                }
                return new ConformResult(deliveries, part.end());
            }
        }
    }

    /** Rows of one feed, from landed to conformed. */
    private static final class FeedRows {
        private static final List<String> PROVENANCE = List.of(
                "file_name", "file_sha256", "sheet", "row_number", "layout", "note", "shown_cells", "masked_row");
        private static final int KEPT_PROVENANCE = 6;

        private final FeedContract contract;
        private final RowConforming conforming;
        private final PartFiles part;
        private final List<String> columns;
        private final int yearIndex;
        private final int senderIndex;
        private final Map<String, ShownCells> shownCells = new HashMap<>();
        private final Map<Integer, String> partitions = new HashMap<>();

        FeedRows(FeedContract contract, RowConforming conforming, PartFiles part) {
            this.contract = contract;
            this.conforming = conforming;
            this.part = part;
            this.columns = Stream.concat(
                            PROVENANCE.stream(), contract.fields().stream().map(ContractField::name))
                    .toList();
            this.yearIndex = contract.indexOf("reporting_year");
            this.senderIndex =
                    contract.organizationField() == null ? -1 : contract.indexOf(contract.organizationField());
        }

        List<ConformedFile> conform(Path file, Set<String> names, Configuration storage) throws IOException {
            Map<String, ConformedFile.Counting> countings = new LinkedHashMap<>();
            try (ParquetRowReader reader = new ParquetRowReader(file, columns, storage)) {
                String name = null;
                ConformedFile.Counting counting = null;
                for (Object[] row = reader.read(); row != null; row = reader.read()) {
                    if (!row[0].equals(name)) {
                        name = (String) row[0];
                        counting = names.contains(name)
                                ? countings.computeIfAbsent(
                                        name, each -> new ConformedFile.Counting(contract.feed(), each))
                                : null;
                    }
                    boolean isRefusal = row[3] == null;
                    if (counting != null && !isRefusal) {
                        LandedRow landed = landed(row);
                        ConformedRow conformed = conforming.conform(landed, name);
                        counting.add(
                                conformed,
                                senderIndex < 0 ? null : (String) conformed.values()[senderIndex]);
                        part.write(partition(conformed.reportingYear()), values(row, landed, conformed));
                    }
                }
            }
            return countings.values().stream()
                    .map(ConformedFile.Counting::counted)
                    .toList();
        }

        private LandedRow landed(Object[] row) {
            String[] texts = new String[contract.fields().size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = (String) row[PROVENANCE.size() + i];
            }
            String shown = (String) row[6];
            return new LandedRow(
                    (String) row[2],
                    (Integer) row[3],
                    (String) row[4],
                    (String) row[5],
                    texts,
                    shown == null ? null : shownCells.computeIfAbsent(shown, text -> ShownCells.of(text, contract)),
                    (String) row[7]);
        }

        private Object[] values(Object[] row, LandedRow landed, ConformedRow conformed) {
            boolean yearIsField = yearIndex >= 0;
            Object[] values = new Object[KEPT_PROVENANCE + contract.fields().size() - (yearIsField ? 1 : 0) + 2];
            System.arraycopy(row, 0, values, 0, KEPT_PROVENANCE - 1);
            values[KEPT_PROVENANCE - 1] = conformed.rejections().isEmpty() ? null : landed.maskedRow();
            int at = KEPT_PROVENANCE;
            for (int i = 0; i < conformed.values().length; i++) {
                if (i != yearIndex) {
                    values[at++] = conformed.values()[i];
                }
            }
            values[at++] = conformed.rejections().isEmpty()
                    ? List.of()
                    : conformed.rejections().stream().map(Rejection::toStruct).toList();
            values[at] = conformed.outcome().code();
            return values;
        }

        private String partition(Integer year) {
            return partitions.computeIfAbsent(
                    year == null ? NO_YEAR : year,
                    each -> "reporting_year=" + (each.equals(NO_YEAR) ? "__HIVE_DEFAULT_PARTITION__" : each));
        }

        private static final Integer NO_YEAR = Integer.MIN_VALUE;
    }
}
