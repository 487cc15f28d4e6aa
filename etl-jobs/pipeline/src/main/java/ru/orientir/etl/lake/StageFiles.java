package ru.orientir.etl.lake;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files that one run writes of one stage: {@code <root>/<stage>/<dataset>/run=<run>/…/part-….parquet}.
 *
 * <p>Each try of a task writes under names of its own, and only what the driver was told counts: the rest, left by tries that
 * failed or came second, is removed by {@link #keepOnly}.
 */
public record StageFiles(String root, String stage, String runId) implements Serializable {

    static final String ENDING = ".parquet";

    /** Opens the files of one try of a task. */
    public PartFiles part(int partition, long attempt, Configuration storage) {
        return new PartFiles(this, "part-%05d-%d".formatted(partition, attempt), storage);
    }

    /** Parquet files of a dataset that are there, whoever wrote them. */
    public List<FileStatus> list(String dataset, Configuration storage) {
        try {
            Path folder = folder(dataset);
            FileSystem files = folder.getFileSystem(storage);
            List<FileStatus> found = new ArrayList<>();
            if (files.exists(folder)) {
                RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
                while (all.hasNext()) {
                    FileStatus file = all.next();
                    if (file.getPath().getName().endsWith(ENDING)) {
                        found.add(file);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake at " + folder(dataset), e);
        }
    }

    /** Removes what an interrupted try of the same run left of the datasets. */
    public void clear(Collection<String> datasets, Configuration storage) {
        for (String dataset : datasets) {
            Path folder = folder(dataset);
            try {
                folder.getFileSystem(storage).delete(folder, true);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot clear " + folder, e);
            }
        }
    }

    /** Removes every file of the datasets that is not among the written ones. */
    public void keepOnly(List<LakeFile> written, Collection<String> datasets, Configuration storage) {
        Set<String> kept = written.stream().map(LakeFile::path).collect(Collectors.toSet());
        for (String dataset : datasets) {
            for (FileStatus file : list(dataset, storage)) {
                String path = file.getPath().toUri().getPath();
                if (!kept.contains(path.substring(path.lastIndexOf("/" + below(dataset) + "/") + 1))) {
                    try {
                        file.getPath().getFileSystem(storage).delete(file.getPath(), false);
                    } catch (IOException e) {
                        throw new UncheckedIOException("Cannot remove " + file.getPath(), e);
                    }
                }
            }
        }
    }

    Path folder(String dataset) {
        return new Path(root, below(dataset));
    }

    String below(String dataset) {
        return stage + "/" + dataset + "/run=" + runId;
    }
}
