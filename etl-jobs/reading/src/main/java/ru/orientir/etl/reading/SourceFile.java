package ru.orientir.etl.reading;

import java.io.Serializable;
import java.net.URI;

/**
 * One file that a sender delivered.
 *
 * @param feed feed code, the inbox folder the file lies in
 * @param name path relative to that folder, with {@code /}; the file's identity among successive versions
 * @param location where it can be opened: a URI that Hadoop's FileSystem understands
 * @param sizeBytes its length
 * @param sha256 hex digest of its content, by which a known file is recognised; {@link #UNREADABLE} where it may not be read
 */
public record SourceFile(String feed, String name, String location, long sizeBytes, String sha256)
        implements Serializable {

    /** Stands for the digest of content that nobody could read; it differs from any true one, so that it is tried again. */
    public static final String UNREADABLE = "0".repeat(64);

    /** The same file under another name. */
    public SourceFile named(String otherName) {
        return new SourceFile(feed, otherName, location, sizeBytes, sha256);
    }

    /** Where it was read from, for people; a file under another name than its own does not tell its own. */
    public String toldLocation() {
        return URI.create(location).getPath().endsWith("/" + name) ? location : "";
    }

    /** Whether the content could not be read, for want of rights or for a fault of the storage. */
    public boolean isUnreadable() {
        return UNREADABLE.equals(sha256);
    }
}
