package ru.orientir.etl.lake;

import java.io.Serializable;

/**
 * One Parquet file that a run wrote: a line of the list by which a dataset is known to be whole.
 *
 * @param stage folder of the stage
 * @param dataset dataset of the stage, such as a feed
 * @param path where it lies below the lake's root
 * @param rows rows in it
 * @param bytes its length
 */
public record LakeFile(String stage, String dataset, String path, long rows, long bytes) implements Serializable {}
