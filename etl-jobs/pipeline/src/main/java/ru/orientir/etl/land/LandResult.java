package ru.orientir.etl.land;

import java.io.Serializable;
import java.util.List;
import ru.orientir.etl.lake.LakeFile;

/**
 * What a run landed.
 *
 * @param deliveries every delivered file, read or refused
 * @param files what was written
 */
public record LandResult(List<LandedFile> deliveries, List<LakeFile> files) implements Serializable {

    /** The refused ones among the deliveries. */
    public List<LandedFile> refused() {
        return deliveries.stream().filter(LandedFile::isRefused).toList();
    }
}
