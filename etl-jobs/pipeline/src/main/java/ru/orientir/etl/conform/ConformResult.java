package ru.orientir.etl.conform;

import java.io.Serializable;
import java.util.List;
import ru.orientir.etl.lake.LakeFile;

/**
 * What a run conformed.
 *
 * @param deliveries delivered files that have rows, with their counts
 * @param files what was written
 */
public record ConformResult(List<ConformedFile> deliveries, List<LakeFile> files) implements Serializable {}
