package ru.orientir.etl.rows;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.land.FileReading;
import ru.orientir.etl.land.LandedRow;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.land.ReadingLimits;
import ru.orientir.etl.land.RefusedFile;
import ru.orientir.etl.land.Rejection;
import ru.orientir.etl.land.SourceFile;

/**
 * Step land: reads delivered files into the landed lake as they were received, identities replaced.
 *
 * <p>Input: files of one feed. Output: {@code landed/<feed>/run=<run>}. Grain: one row is one row of a file, all fields
 * as text; besides, one row with {@code refusal} for each file that could not be read to its end. Cost: every file is
 * read once, in parallel, each by one task; memory does not grow with a file's size.
 */
public final class Landing {

    /** Name of the stage's folder in the lake. */
    public static final String STAGE = "landed";

    private static final long BYTES_PER_TASK = 64L << 20;
    private static final long LEAST_BYTES_PER_TASK = 2L << 20;

    private final SparkSession spark;
    private final ParquetLake lake;
    private final Pseudonymiser pseudonymiser;
    private final ReadingLimits limits;

    public Landing(SparkSession spark, ParquetLake lake, Pseudonymiser pseudonymiser, ReadingLimits limits) {
        this.spark = spark;
        this.lake = lake;
        this.pseudonymiser = pseudonymiser;
        this.limits = limits;
    }

    /** Lands the files of one feed; a repeated call for the same run replaces what the first wrote. */
    public void land(String runId, FeedContract contract, List<SourceFile> files) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()));
        List<ArrayList<SourceFile>> shares = shareOut(files, context.defaultParallelism());
        FileRows reader = new FileRows(contract, pseudonymiser, limits, hadoop);
        Dataset<Row> landed = spark.createDataFrame(
                context.parallelize(shares, shares.size())
                        .flatMap(share -> share.stream().flatMap(reader::stream).iterator()),
                schema(contract));
        lake.write(landed, STAGE, contract.feed(), runId);
    }

    /** The landed rows of the given runs; refusals are among them. */
    public static Dataset<Row> landedRows(ParquetLake lake, FeedContract contract, Iterable<String> runIds) {
        List<String> runs = new ArrayList<>();
        runIds.forEach(runs::add);
        return lake.readRuns(STAGE, contract.feed(), runs, schema(contract));
    }

    /** Where a row came from, the contract's fields as text, and the refusal of a file. */
    public static StructType schema(FeedContract contract) {
        StructType schema = StructType.fromDDL(
                "file_name string, file_sha256 string, sheet string, row_number int, layout string, note string, masked_row string");
        for (ContractField field : contract.fields()) {
            schema = schema.add(field.name(), DataTypes.StringType);
        }
        return schema.add("refusal", REJECTION);
    }

    /** A rejection as a column. */
    public static final StructType REJECTION = StructType.fromDDL(
            "rule string, severity string, sheet string, row_number int, cell string, message_ru string, message_en string, masked_row string");

    /** A rejection as a value of {@link #REJECTION}. */
    public static Row toRow(Rejection rejection) {
        return RowFactory.create(
                rejection.rule(),
                rejection.severity().code(),
                rejection.sheet(),
                rejection.rowNumber(),
                rejection.cell(),
                rejection.messageRu(),
                rejection.messageEn(),
                rejection.maskedRow());
    }

    /** Rows that say why a file of a run was refused. */
    public static Dataset<Row> refusals(ParquetLake lake, FeedContract contract, String runId) {
        return landedRows(lake, contract, List.of(runId)).where(col("refusal").isNotNull());
    }

    /** Largest first, each to the task with the least to do so far. */
    private static List<ArrayList<SourceFile>> shareOut(List<SourceFile> files, int parallelism) {
        long total = files.stream().mapToLong(SourceFile::sizeBytes).sum();
        int tasks = (int) Math.min(
                files.size(),
                Math.max(Math.min(parallelism, 1 + total / LEAST_BYTES_PER_TASK), total / BYTES_PER_TASK));
        record Share(long[] bytes, ArrayList<SourceFile> files) {}
        PriorityQueue<Share> shares = new PriorityQueue<>(Comparator.comparingLong(share -> share.bytes()[0]));
        for (int i = 0; i < tasks; i++) {
            shares.add(new Share(new long[1], new ArrayList<>()));
        }
        files.stream()
                .sorted(Comparator.comparingLong(SourceFile::sizeBytes)
                        .reversed()
                        .thenComparing(SourceFile::name))
                .forEach(file -> {
                    Share least = shares.remove();
                    least.files().add(file);
                    least.bytes()[0] += file.sizeBytes() + 4096;
                    shares.add(least);
                });
        return shares.stream().map(Share::files).toList();
    }

    /** Reads one file on an executor. */
    private record FileRows(
            FeedContract contract,
            Pseudonymiser pseudonymiser,
            ReadingLimits limits,
            Broadcast<SerializableConfiguration> hadoop)
            implements Serializable {

        java.util.stream.Stream<Row> stream(SourceFile file) {
            PushedRows<Row> rows = new PushedRows<>(file.name(), sink -> {
                try {
                    new FileReading(contract, pseudonymiser, limits)
                            .read(file, () -> open(file), row -> sink.accept(toLandedRow(file, row)));
                } catch (RefusedFile refused) {
                    sink.accept(toRefusalRow(file, refused.rejection()));
                }
            });
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
            Iterable<Row> iterable = () -> (Iterator<Row>) rows;
            return java.util.stream.StreamSupport.stream(iterable.spliterator(), false);
        }

        private java.io.InputStream open(SourceFile file) throws java.io.IOException {
            Configuration configuration = hadoop.value().value();
            Path path = new Path(java.net.URI.create(file.location()));
            return path.getFileSystem(configuration).open(path);
        }

        private Row toLandedRow(SourceFile file, LandedRow row) {
            Object[] values = provenance(file, row.sheet(), row.rowNumber(), row.layout(), row.note(), row.maskedRow());
            System.arraycopy(row.values(), 0, values, PROVENANCE, row.values().length);
            return RowFactory.create(values);
        }

        private Row toRefusalRow(SourceFile file, Rejection refusal) {
            Object[] values = provenance(file, refusal.sheet(), refusal.rowNumber(), null, null, null);
            values[values.length - 1] = toRow(refusal);
            return RowFactory.create(values);
        }

        private Object[] provenance(SourceFile file, Object... place) {
            Object[] values = new Object[PROVENANCE + contract.fields().size() + 1];
            values[0] = file.name();
            values[1] = file.sha256();
            System.arraycopy(place, 0, values, 2, place.length);
            return values;
        }

        private static final int PROVENANCE = 7;
    }
}
