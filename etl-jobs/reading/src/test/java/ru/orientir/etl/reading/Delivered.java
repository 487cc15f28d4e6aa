package ru.orientir.etl.reading;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;

/** A file as a sender might deliver it, read by its feed's contract. */
final class Delivered {
    static final Pseudonymiser PSEUDONYMISER =
            new Pseudonymiser("a key for tests only".getBytes(StandardCharsets.UTF_8), "test");

    private final FeedContract contract;
    private final String name;
    private final byte[] bytes;

    Delivered(String feed, String name, byte[] bytes) {
        this.contract = FeedContracts.bundled().get(feed);
        this.name = name;
        this.bytes = bytes;
    }

    static Delivered text(String feed, String name, String... lines) {
        return new Delivered(
                feed,
                name,
                (String.join("\n", lines) + "\n")
                        .getBytes(FeedContracts.bundled().get(feed).form().charset()));
    }

    List<LandedRow> rows() throws RefusedFile {
        List<LandedRow> rows = new ArrayList<>();
        new FileReading(contract, PSEUDONYMISER, ReadingLimits.DEFAULT.within(new ReportingYears(2018, 2026)))
                .read(
                        new SourceFile(contract.feed(), name, "memory:" + name, bytes.length, "0"),
                        () -> new ByteArrayInputStream(bytes),
                        rows::add);
        return rows;
    }

    /** The refusal's rule and message; an assertion error where the file is accepted. */
    RefusedFile refusal() {
        try {
            List<LandedRow> rows = rows();
            throw new AssertionError(name + " was accepted with " + rows.size() + " rows");
        } catch (RefusedFile refusal) {
            return refusal;
        }
    }

    String value(LandedRow row, String field) {
        return row.values()[contract.indexOf(field)];
    }
}
