package ru.orientir.etl.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The inbox: a folder with one sub-folder a feed, on a disk or an object store.
 *
 * <p>Hidden files, editors' lock files ({@code ~$…}) and unfinished copies ({@code *.part}, {@code *.tmp}, {@code
 * *.crdownload}) are not deliveries.
 */
public final class FileDrop {

    private final Path root;
    private final Configuration configuration;

    /** @param inbox a local path or a URI that Hadoop's FileSystem understands */
    public FileDrop(String inbox, Configuration configuration) {
        this.root = inbox.matches("^[a-zA-Z][a-zA-Z0-9+.-]+://.*|^file:.*")
                ? new Path(URI.create(inbox))
                : new Path(java.nio.file.Path.of(inbox)
                        .toAbsolutePath()
                        .normalize()
                        .toUri());
        this.configuration = configuration;
    }

    /** Names of the sub-folders; none where the inbox is missing. */
    public List<String> folders() {
        List<String> names = new ArrayList<>();
        try {
            FileSystem files = root.getFileSystem(configuration);
            if (files.exists(root)) {
                for (FileStatus status : files.listStatus(root)) {
                    if (status.isDirectory() && !status.getPath().getName().startsWith(".")) {
                        names.add(status.getPath().getName());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the inbox " + root + ": " + e.getMessage(), e);
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** The deliveries of a feed, by name; none where its folder is missing. */
    public List<SourceFile> files(String feed) {
        List<SourceFile> deliveries = new ArrayList<>();
        Path folder = new Path(root, feed);
        try {
            FileSystem files = root.getFileSystem(configuration);
            if (files.exists(folder)) {
                String base = files.getFileStatus(folder).getPath().toUri().getPath();
                RemoteIterator<LocatedFileStatus> found = files.listFiles(folder, true);
                while (found.hasNext()) {
                    LocatedFileStatus status = found.next();
                    String name = status.getPath().toUri().getPath().substring(base.length() + 1);
                    if (isDelivery(name)) {
                        deliveries.add(new SourceFile(
                                feed,
                                name,
                                status.getPath().toUri().toString(),
                                status.getLen(),
                                digest(files, status)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the inbox folder " + folder + ": " + e.getMessage(), e);
        }
        deliveries.sort(Comparator.comparing(SourceFile::name));
        return deliveries;
    }

    private static boolean isDelivery(String name) {
        for (String part : name.split("/")) {
            if (part.startsWith(".") || part.startsWith("~$") || part.startsWith("_")) {
                return false;
            }
        }
        return !name.matches("(?i).*\\.(part|tmp|crdownload)");
    }

    private static String digest(FileSystem files, FileStatus status) throws IOException {
        try (InputStream stream = files.open(status.getPath())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
