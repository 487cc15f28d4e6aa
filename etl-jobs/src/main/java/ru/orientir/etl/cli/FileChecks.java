package ru.orientir.etl.cli;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import ru.orientir.etl.conform.FileCheck;
import ru.orientir.etl.conform.ReferenceCodes;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.platform.OrientirSettings;
import ru.orientir.warehouse.ReferenceTable;
import ru.orientir.warehouse.ReferenceTables;

/** Makes the check of single files: contracts and reference lists that ship with Orientir, no database, no Spark. */
final class FileChecks {

    private FileChecks() {}

    /** The pseudonyms of a check are thrown away with it, so any key serves and none is made on disk. */
    static FileCheck of(OrientirSettings settings) {
        Map<String, Set<String>> codes = new HashMap<>();
        for (ReferenceTable table : ReferenceTables.all()) {
            codes.put(
                    table.name(),
                    new HashSet<>(table.rows().stream().map(row -> row.get(0)).toList()));
        }
        byte[] key = "a check keeps no pseudonym".getBytes(StandardCharsets.UTF_8);
        return new FileCheck(
                FeedContracts.bundled(),
                new ReferenceCodes(codes),
                new ReportingYears(settings.years().first(), settings.lastReportingYear()),
                new Pseudonymiser(key, "check"));
    }
}
