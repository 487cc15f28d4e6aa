package ru.orientir.etl.extract;

import java.io.Serializable;

/**
 * One file that a sender delivered.
 *
 * @param feed feed code, the inbox folder the file lies in
 * @param name path relative to that folder, with {@code /}; the file's identity among successive versions
 * @param location where it can be opened: a URI that Hadoop's FileSystem understands
 * @param sizeBytes its length
 * @param sha256 hex digest of its content, by which a known file is recognised
 */
public record SourceFile(String feed, String name, String location, long sizeBytes, String sha256)
        implements Serializable {}
