package ru.orientir.etl.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.orientir.etl.reading.SourceFile;

/**
 * The inbox: a folder with one sub-folder a feed, on a disk or an object store.
 *
 * <p>Hidden files, editors' lock files ({@code ~$…}) and unfinished copies ({@code *.part}, {@code *.tmp}, {@code
 * *.crdownload}) are not deliveries.
 */
public final class FileDrop {

    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);

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
        return top().stream()
                .filter(FileStatus::isDirectory)
                .map(folder -> folder.getPath().getName())
                .sorted()
                .toList();
    }

    /** How many files lie beside the sub-folders, where no feed is told. */
    public long looseFiles() {
        return top().stream().filter(FileStatus::isFile).count();
    }

    private List<FileStatus> top() {
        try {
            FileSystem files = root.getFileSystem(configuration);
            return files.exists(root)
                    ? Stream.of(files.listStatus(root))
                            .filter(entry -> isDelivery(entry.getPath().getName()))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the inbox " + root + ": " + e.getMessage(), e);
        }
    }

    /**
     * The deliveries of a feed, by name; none where its folder is missing. What may not be read is listed too, as
     * {@linkplain SourceFile#isUnreadable unreadable}.
     */
    public List<SourceFile> files(String feed) {
        Path folder = new Path(root, feed);
        try {
            FileSystem files = root.getFileSystem(configuration);
            Listing listing = new Listing(feed, files);
            if (files.exists(folder)) {
                listing.enter(folder, "");
            }
            listing.deliveries.sort(Comparator.comparing(SourceFile::name));
            return listing.deliveries;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the inbox folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** A walk through the folders of one feed, each entered once, whatever links lead to it. */
    private static final class Listing {
        private final String feed;
        private final FileSystem files;
        private final Set<String> entered = new HashSet<>();
        private final List<SourceFile> deliveries = new ArrayList<>();

        Listing(String feed, FileSystem files) {
            this.feed = feed;
            this.files = files;
        }

        void enter(Path folder, String prefix) throws IOException {
            if (!entered.add(realPath(folder))) {
                return;
            }
            FileStatus[] entries;
            try {
                entries = files.listStatus(folder);
            } catch (AccessControlException | AccessDeniedException denied) {
                add(
                        folder,
                        prefix.isEmpty() ? feed : prefix.substring(0, prefix.length() - 1),
                        0,
                        SourceFile.UNREADABLE);
                return;
            }
            for (FileStatus entry : entries) {
                String name = prefix + entry.getPath().getName();
                if (!isDelivery(entry.getPath().getName())) {
                    continue;
                }
                if (entry.isDirectory()) {
                    enter(entry.getPath(), name + "/");
                } else if (isRegular(entry.getPath())) {
                    add(entry.getPath(), name, entry.getLen(), digest(entry.getPath()));
                }
            }
        }

        private void add(Path path, String name, long bytes, String digest) {
            deliveries.add(new SourceFile(feed, name, path.toUri().toString(), bytes, digest));
        }

        private String digest(Path file) {
            try (InputStream stream = files.open(file)) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                byte[] buffer = new byte[1 << 16];
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (IOException | FSError failure) {
                LOG.warn(
                        "Cannot read a delivery of {}: {}",
                        feed,
                        failure.getClass().getSimpleName());
                return SourceFile.UNREADABLE;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no SHA-256", e);
            }
        }

        private static String realPath(Path folder) throws IOException {
            return isLocal(folder) ? local(folder).toRealPath().toString() : folder.toString();
        }

        /** A pipe or a device is no delivery: reading it may never end. */
        private static boolean isRegular(Path file) {
            return !isLocal(file) || Files.isRegularFile(local(file));
        }

        private static boolean isLocal(Path path) {
            return "file".equals(path.toUri().getScheme());
        }

        private static java.nio.file.Path local(Path path) {
            return java.nio.file.Path.of(path.toUri().getPath());
        }
    }

    private static boolean isDelivery(String name) {
        return !name.startsWith(".")
                && !name.startsWith("~$")
                && !name.startsWith("_")
                && !name.matches("(?i).*\\.(part|tmp|crdownload)");
    }
}
