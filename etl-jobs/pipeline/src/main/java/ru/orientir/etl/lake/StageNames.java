package ru.orientir.etl.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Gives the folders of stages that older programs named otherwise their present names; starts no Spark. */
public final class StageNames {

    private final Configuration storage;
    private final String root;

    public StageNames(Configuration storage, String root) {
        this.storage = storage;
        this.root = root;
    }

    /** Renames the folder of a stage where it still has its former name. */
    public void rename(String former, String present) {
        try {
            Path from = new Path(root, former);
            Path to = new Path(root, present);
            FileSystem files = from.getFileSystem(storage);
            if (!files.exists(from)) {
                return;
            }
            files.mkdirs(to);
            // Dataset by dataset, so that a renaming that was interrupted is taken up where it was.
            for (FileStatus dataset : files.listStatus(from)) {
                Path target = new Path(to, dataset.getPath().getName());
                if (files.exists(target) || !files.rename(dataset.getPath(), target)) {
                    throw new IOException("cannot rename " + dataset.getPath() + " to " + target);
                }
            }
            files.delete(from, true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rename " + former + " to " + present + " in the lake at " + root, e);
        }
    }
}
