package ru.orientir.etl.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The Parquet lake: {@code <root>/<stage>/<dataset>/run=<run>/[reporting_year=<year>/]}, on a local disk or an object
 * store.
 *
 * <p>A run writes only below its own {@code run=} folders, so nothing published is ever overwritten and a repeated step
 * starts from an empty folder of its own. Which folder serves a year is known to {@code audit.lake_partition}.
 */
public final class ParquetLake {

    private final Supplier<SparkSession> spark;
    private final String root;

    /** @param spark asked for when the lake is first read or written */
    public ParquetLake(Supplier<SparkSession> spark, String root) {
        this.spark = spark;
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    }

    /** Where it lies: a path or an address that Hadoop's FileSystem understands. */
    public String root() {
        return root;
    }

    /** The folder that a run writes a dataset of a stage to. */
    public String folder(String stage, String dataset, String runId) {
        return root + "/" + stage + "/" + dataset + "/run=" + runId;
    }

    /** Writes the rows, replacing what an interrupted try of the same run left. */
    public void write(Dataset<Row> rows, String stage, String dataset, String runId, String... partitionColumns) {
        String folder = folder(stage, dataset, runId);
        rows.write().mode(SaveMode.Overwrite).partitionBy(partitionColumns).parquet(folder);
        if (partitionColumns.length > 0 && isWithoutPartitions(folder)) {
            // No partition, no file, no schema to read it by: one file without rows carries it.
            rows.limit(0).drop(partitionColumns).write().mode(SaveMode.Append).parquet(folder);
        }
    }

    /** Reads what the given runs wrote, with the column {@code run}; without a folder, no rows. */
    public Dataset<Row> readRuns(String stage, String dataset, Collection<String> runIds, StructType schema) {
        return read(
                root + "/" + stage + "/" + dataset,
                runIds.stream().map(runId -> folder(stage, dataset, runId)),
                schema);
    }

    /**
     * Reads years of a dataset from the runs that hold them, with the column {@code run}.
     *
     * @param runByYear for each reporting year the run whose folder serves it
     */
    public Dataset<Row> readYears(String stage, String dataset, Map<Integer, String> runByYear, StructType schema) {
        return read(
                root + "/" + stage + "/" + dataset,
                runByYear.entrySet().stream()
                        .map(entry -> folder(stage, dataset, entry.getValue()) + "/reporting_year=" + entry.getKey()),
                schema);
    }

    /**
     * Reads folders of a dataset, with the column {@code run}.
     *
     * @param paths folders below the root, {@code <stage>/<dataset>/run=<run>/reporting_year=<year>}
     */
    public Dataset<Row> readFolders(Collection<String> paths, StructType schema) {
        Map<String, List<String>> byDataset = paths.stream()
                .map(path -> root + "/" + path)
                .collect(Collectors.groupingBy(
                        folder -> folder.substring(0, folder.indexOf("/run=")), TreeMap::new, Collectors.toList()));
        return byDataset.entrySet().stream()
                .map(dataset -> read(dataset.getKey(), dataset.getValue().stream(), schema))
                .reduce(Dataset::unionByName)
                .orElseGet(() -> noRows(schema));
    }

    /** @param base folder of the dataset, below which folders are named by column and value */
    private Dataset<Row> read(String base, Stream<String> folders, StructType schema) {
        List<String> present = folders.filter(this::exists).toList();
        // A folder that only carries a schema has no partitions, and Spark reads no such folder beside one that has.
        List<String> partitioned =
                present.stream().filter(folder -> !isWithoutPartitions(folder)).toList();
        List<String> read = partitioned.isEmpty() ? present : partitioned;
        return read.isEmpty()
                ? noRows(schema)
                : spark.get()
                        .read()
                        .schema(withRun(schema))
                        .option("basePath", base)
                        .parquet(read.toArray(String[]::new));
    }

    private Dataset<Row> noRows(StructType schema) {
        return spark.get().createDataFrame(List.of(), withRun(schema));
    }

    private static StructType withRun(StructType schema) {
        return schema.add("run", DataTypes.StringType);
    }

    /** Removes what other than the given runs wrote in a stage. */
    public void deleteOtherRuns(String stage, Collection<String> keptRuns) {
        try {
            FileSystem files = files();
            for (FileStatus dataset : list(files, new Path(root + "/" + stage))) {
                for (FileStatus run : list(files, dataset.getPath())) {
                    if (!keptRuns.contains(run.getPath().getName().replaceFirst("^run=", ""))) {
                        files.delete(run.getPath(), true);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clean the lake at " + root, e);
        }
    }

    /** Removes everything that the given runs wrote in any stage. */
    public void deleteRuns(Collection<String> runIds) {
        try {
            FileSystem files = files();
            for (FileStatus stage : list(files, new Path(root))) {
                for (FileStatus dataset : list(files, stage.getPath())) {
                    for (String runId : runIds) {
                        files.delete(new Path(dataset.getPath(), "run=" + runId), true);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clean the lake at " + root, e);
        }
    }

    /** Whether a folder is there. */
    public boolean exists(String folder) {
        try {
            return files().exists(new Path(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into the lake at " + folder, e);
        }
    }

    private boolean isWithoutPartitions(String folder) {
        try {
            return Stream.of(list(files(), new Path(folder))).noneMatch(FileStatus::isDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into the lake at " + folder, e);
        }
    }

    private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        return files.exists(folder) ? files.listStatus(folder) : new FileStatus[0];
    }

    private FileSystem files() throws IOException {
        return new Path(root).getFileSystem(spark.get().sessionState().newHadoopConf());
    }
}
