package ru.orientir.etl.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system with Java's own way to set permissions. Without its native library Hadoop starts the program {@code chmod} for
 * every file and folder it writes, a thousand times in a town's load.
 */
public final class LocalFiles extends LocalFileSystem {

    /** Hadoop's setting that names the class. */
    static final String SETTING = "fs.file.impl";

    /** Called by Hadoop. */
    public LocalFiles() {
        super(new WithoutPrograms());
    }

    private static final class WithoutPrograms extends RawLocalFileSystem {

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            String modes = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(modes));
        }
    }
}
