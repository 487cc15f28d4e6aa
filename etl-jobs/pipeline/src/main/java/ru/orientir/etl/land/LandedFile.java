package ru.orientir.etl.land;

import java.io.Serializable;
import ru.orientir.etl.reading.ReadCounts;
import ru.orientir.etl.reading.Rejection;

/**
 * What landing found in one delivered file.
 *
 * @param counts rows and notices; null where the file was refused
 * @param refusal why it cannot be used; null where it can
 */
public record LandedFile(String feed, String name, ReadCounts counts, Rejection refusal) implements Serializable {

    public boolean isRefused() {
        return refusal != null;
    }
}
