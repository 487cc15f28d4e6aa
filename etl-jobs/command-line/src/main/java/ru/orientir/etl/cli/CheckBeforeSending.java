package ru.orientir.etl.cli;

import java.nio.charset.StandardCharsets;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.rules.FileCheck;
import ru.orientir.etl.rules.ReferenceCodes;
import ru.orientir.etl.settings.OrientirSettings;

/** Makes the check of single files: contracts and reference lists that ship with Orientir, no database, no Spark. */
final class CheckBeforeSending {

    private CheckBeforeSending() {}

    /** The pseudonyms of a check are thrown away with it, so any key serves and none is made on disk. */
    static FileCheck of(OrientirSettings settings) {
        byte[] key = "a check keeps no pseudonym".getBytes(StandardCharsets.UTF_8);
        return new FileCheck(
                FeedContracts.bundled(),
                ReferenceCodes.bundled(),
                new ReportingYears(settings.years().first(), settings.lastReportingYear()),
                settings.thresholds().rejectedShare(),
                new Pseudonymiser(key, "check"));
    }
}
