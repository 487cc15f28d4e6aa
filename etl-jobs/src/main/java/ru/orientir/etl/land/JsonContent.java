package ru.orientir.etl.land;

import java.io.IOException;
import java.io.InputStream;
import ru.orientir.etl.contract.FeedContract;

/** Records in JSON. */
final class JsonContent {
    JsonContent(FeedContract contract, Refusals refusals, ReadingLimits limits) {}

    void read(InputStream stream, byte[] head, boolean lines, RowLanding landing) throws RefusedFile, IOException {}

    static String part(String text, String path) {
        return null;
    }
}
