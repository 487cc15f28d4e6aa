package ru.orientir.etl.job;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.warehouse.ReferenceTables;

/** Tells one build of Orientir from another: what a run left half done is finished by the program that began it, or begun anew. */
final class ProgramDigest {

    private ProgramDigest() {}

    /** SHA-256 over the jars that decide what a load does; of classes that are in no jar it knows only the place. */
    static String get() {
        return of(NightlyLoad.class) + of(FeedContracts.class) + of(ReferenceTables.class);
    }

    private static String of(Class<?> type) {
        try {
            Path place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isRegularFile(place)
                    ? new DigestUtils("SHA-256").digestAsHex(place)
                    : DigestUtils.sha256Hex(place.toString());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Cannot read the program of " + type, e);
        }
    }
}
