package ru.orientir.etl.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;

/**
 * What one try of a task writes: a file for each dataset and partition that it has rows of.
 *
 * <p>Open are the files of one dataset at a time. Cost: memory of one row group for each partition of it.
 */
public final class PartFiles {

    private final RunFiles run;
    private final String fileName;
    private final Configuration storage;
    private final List<LakeFile> written = new ArrayList<>();
    private final Map<String, ParquetRowWriter> open = new LinkedHashMap<>();
    private String dataset;
    private MessageType schema;

    PartFiles(RunFiles run, String fileName, Configuration storage) {
        this.run = run;
        this.fileName = fileName;
        this.storage = storage;
    }

    /** Ends the files of the dataset before and goes on with another. */
    public void begin(String nextDataset, MessageType nextSchema) throws IOException {
        end();
        dataset = nextDataset;
        schema = nextSchema;
    }

    /** @param partition folder of the row below the run's, such as {@code reporting_year=2023}; empty where there are none */
    public void write(String partition, Object[] row) throws IOException {
        ParquetRowWriter writer = open.get(partition);
        if (writer == null) {
            writer = new ParquetRowWriter(new Path(run.root(), path(partition)), schema, storage);
            open.put(partition, writer);
        }
        writer.write(row);
    }

    /** Ends all files; the files that were written. */
    public List<LakeFile> end() throws IOException {
        for (Map.Entry<String, ParquetRowWriter> each : open.entrySet()) {
            each.getValue().close();
            String path = path(each.getKey());
            Path file = new Path(run.root(), path);
            long bytes = file.getFileSystem(storage).getFileStatus(file).getLen();
            written.add(new LakeFile(run.stage(), dataset, path, each.getValue().rows(), bytes));
        }
        open.clear();
        return List.copyOf(written);
    }

    private String path(String partition) {
        return run.below(dataset) + "/" + (partition.isEmpty() ? "" : partition + "/") + fileName;
    }
}
