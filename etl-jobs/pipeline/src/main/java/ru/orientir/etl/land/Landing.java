package ru.orientir.etl.land;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
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
import ru.orientir.etl.lake.FairShares;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.ParquetSchema;
import ru.orientir.etl.lake.PartFiles;
import ru.orientir.etl.lake.StageFiles;
import ru.orientir.etl.reading.FileReading;
import ru.orientir.etl.reading.LandedRow;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.ReadingLimits;
import ru.orientir.etl.reading.RefusedFile;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.reading.StorageFailure;

/**
 * Step land: reads delivered files into the landed lake as they were received, identities replaced.
 *
 * <p>Input: files of any feeds. Output: {@code land/<feed>/run=<run>}. Grain: one row is one row of a file, all fields
 * as text; besides, one row with {@code refusal} for each file that could not be read to its end. Cost: one Spark job, in
 * which every file is read once, by one task; memory does not grow with a file's size.
 */
public final class Landing {

    /** Name of the stage's folder in the lake. */
    public static final String STAGE = "land";

    /** A rejection as a column. */
    public static final StructType REJECTION = StructType.fromDDL(
            "rule string, severity string, sheet string, row_number int, cell string, message_ru string, message_en string, masked_row string");

    private static final long BYTES_PER_TASK = 64L << 20;
    private static final long LEAST_BYTES_PER_TASK = 2L << 20;

    private final JavaSparkContext spark;
    private final String lakeRoot;
    private final FeedContracts contracts;
    private final Pseudonymiser pseudonymiser;
    private final ReadingLimits limits;

    public Landing(
            JavaSparkContext spark,
            String lakeRoot,
            FeedContracts contracts,
            Pseudonymiser pseudonymiser,
            ReadingLimits limits) {
        this.spark = spark;
        this.lakeRoot = lakeRoot;
        this.contracts = contracts;
        this.pseudonymiser = pseudonymiser;
        this.limits = limits;
    }

    /** Lands the files of a run; a repeated call for the same run replaces what the first wrote. */
    public LandResult land(String runId, List<SourceFile> files) {
        Configuration storage = spark.hadoopConfiguration();
        StageFiles run = new StageFiles(lakeRoot, STAGE, runId);
        Set<String> feeds = files.stream().map(SourceFile::feed).collect(Collectors.toSet());
        run.clear(feeds, storage);
        List<ArrayList<SourceFile>> shares = FairShares.of(
                files, SourceFile::sizeBytes, spark.defaultParallelism(), LEAST_BYTES_PER_TASK, BYTES_PER_TASK);
        if (shares.isEmpty()) {
            return new LandResult(List.of(), List.of());
        }
        Broadcast<SerializableConfiguration> broadcast = spark.broadcast(new SerializableConfiguration(storage));
        Share share = new Share(run, contracts, pseudonymiser, limits, broadcast);
        List<LandResult> results =
                spark.parallelize(shares, shares.size()).map(share::land).collect();
        LandResult result = new LandResult(
                results.stream().flatMap(part -> part.deliveries().stream()).toList(),
                results.stream().flatMap(part -> part.files().stream()).toList());
        run.keepOnly(result.files(), feeds, storage);
        return result;
    }

    /** Where a row came from, the contract's fields as text, and the refusal of a file. */
    public static StructType schema(FeedContract contract) {
        StructType schema = StructType.fromDDL("file_name string, file_sha256 string, sheet string, row_number int, "
                + "layout string, note string, shown_cells string, masked_row string");
        for (ContractField field : contract.fields()) {
            schema = schema.add(field.name(), DataTypes.StringType);
        }
        return schema.add("refusal", REJECTION);
    }

    /** Rows that say why a file of a run was refused. */
    public static Dataset<Row> refusals(ParquetLake lake, FeedContract contract, String runId) {
        return lake.readRuns(STAGE, contract.feed(), List.of(runId), schema(contract))
                .where(col("refusal").isNotNull());
    }

    /** The share of one task: its files, feed by feed. */
    private record Share(
            StageFiles run,
            FeedContracts contracts,
            Pseudonymiser pseudonymiser,
            ReadingLimits limits,
            Broadcast<SerializableConfiguration> storage)
            implements Serializable {

        LandResult land(List<SourceFile> files) throws IOException {
            TaskContext task = TaskContext.get();
            files.sort(Comparator.comparing(SourceFile::feed).thenComparing(SourceFile::name));
            List<LandedFile> deliveries = new ArrayList<>();
            try (PartFiles part = run.part(
                    task.partitionId(), task.taskAttemptId(), storage.value().value())) {
                FeedContract contract = null;
                FileReading reading = null;
                for (SourceFile file : files) {
                    if (contract == null || !contract.feed().equals(file.feed())) {
                        contract = contracts.get(file.feed());
                        reading = new FileReading(contract, pseudonymiser, limits);
                        part.begin(contract.feed(), ParquetSchema.of(schema(contract)));
                    }
                    deliveries.add(land(file, reading, new LandedRows(contract, file, part)));
                }
                return new LandResult(deliveries, part.end());
            }
        }

        private LandedFile land(SourceFile file, FileReading reading, LandedRows rows) {
            try {
                return new LandedFile(
                        file.feed(), file.name(), reading.read(file, () -> open(file), rows::write), null);
            } catch (RefusedFile refused) {
                rows.write(refused.rejection());
                return new LandedFile(file.feed(), file.name(), null, refused.rejection());
            }
        }

        private InputStream open(SourceFile file) throws IOException {
            Path path = new Path(URI.create(file.location()));
            return path.getFileSystem(storage.value().value()).open(path);
        }
    }

    /** Landed rows of one file, in the order of {@link #schema}. */
    private record LandedRows(FeedContract contract, SourceFile file, PartFiles part) {
        private static final int PROVENANCE = 8;

        void write(LandedRow row) {
            Object[] values = provenance(row.sheet(), row.rowNumber());
            values[4] = row.layout();
            values[5] = row.note();
            values[6] = row.shown() == null ? null : row.shown().text();
            values[7] = row.ownMaskedRow();
            System.arraycopy(row.values(), 0, values, PROVENANCE, row.values().length);
            write(values);
        }

        void write(Rejection refusal) {
            Object[] values = provenance(refusal.sheet(), refusal.rowNumber());
            values[values.length - 1] = refusal.toStruct();
            write(values);
        }

        private Object[] provenance(String sheet, Integer rowNumber) {
            Object[] values = new Object[PROVENANCE + contract.fields().size() + 1];
            values[0] = file.name();
            values[1] = file.sha256();
            values[2] = sheet;
            values[3] = rowNumber;
            return values;
        }

        private void write(Object[] values) {
            try {
                part.write("", values);
            } catch (IOException failure) {
                throw new StorageFailure(failure);
            }
        }
    }
}
