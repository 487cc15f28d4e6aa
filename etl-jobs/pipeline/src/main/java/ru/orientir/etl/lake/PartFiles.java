package ru.orientir.etl.lake;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;

/**
 * What one try of a task writes: a file for each dataset and partition that it has rows of, more where the partitions are many.
 *
 * <p>Open are files of one dataset at a time, and only so many. Cost: memory of one row group for each open file.
 */
public final class PartFiles implements Closeable {

    private static final int MOST_OPEN = 32;

    private final StageFiles run;
    private final String fileName;
    private final Configuration storage;
    private final List<LakeFile> written = new ArrayList<>();
    /** By partition, the one that was written to longest ago first. */
    private final Map<String, Part> open = new LinkedHashMap<>(16, 0.75f, true);

    private int opened;
    private String dataset;
    private MessageType schema;

    PartFiles(StageFiles run, String fileName, Configuration storage) {
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
        Part part = open.get(partition);
        if (part == null) {
            if (open.size() == MOST_OPEN) {
                String idlest = open.keySet().iterator().next();
                end(open.remove(idlest));
            }
            part = opened(partition);
            open.put(partition, part);
        }
        part.writer().write(row);
    }

    private Part opened(String partition) throws IOException {
        String folder = run.below(dataset) + "/" + (partition.isEmpty() ? "" : partition + "/");
        String path = folder + fileName + "-" + opened++ + StageFiles.ENDING;
        return new Part(path, new ParquetRowWriter(new Path(run.root(), path), schema, storage));
    }

    /** Ends all files; the files that were written. */
    public List<LakeFile> end() throws IOException {
        for (Part part : open.values()) {
            end(part);
        }
        open.clear();
        return List.copyOf(written);
    }

    /** Gives up what was not ended; a file that is named nowhere counts nowhere. */
    @Override
    public void close() throws IOException {
        for (Part part : open.values()) {
            part.writer().close();
        }
        open.clear();
    }

    private void end(Part part) throws IOException {
        part.writer().close();
        Path file = new Path(run.root(), part.path());
        long bytes = file.getFileSystem(storage).getFileStatus(file).getLen();
        written.add(
                new LakeFile(run.stage(), dataset, part.path(), part.writer().rows(), bytes));
    }

    /** One open file. */
    private record Part(String path, ParquetRowWriter writer) {}
}
