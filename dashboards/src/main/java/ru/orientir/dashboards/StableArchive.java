package ru.orientir.dashboards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP whose entries all bear one given time, so that equal contents in equal order give equal bytes. */
public final class StableArchive implements AutoCloseable {

    private final ZipOutputStream zip;
    private final LocalDateTime entryTime;

    /**
     * @param out where to write; closed with the archive
     * @param entryTime time of each entry, seconds even as ZIP keeps them
     */
    public StableArchive(OutputStream out, LocalDateTime entryTime) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out));
        this.entryTime = entryTime;
    }

    /** Keeps the next entries as they are, so that the bytes do not depend on the version of the compressor. */
    public StableArchive uncompressed() {
        zip.setLevel(0);
        return this;
    }

    /** Adds an entry. */
    public void add(String name, InputStream content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(entryTime);
        zip.putNextEntry(entry);
        content.transferTo(zip);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
