package ru.orientir.dashboards.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Gives a workbook the time of its data in place of the time it was made, so that equal data give equal bytes. */
final class StableArchive {

    private static final OffsetDateTime UNPUBLISHED = OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private StableArchive() {}

    static void rewrite(Path source, OffsetDateTime publishedAt, Path target) throws IOException {
        OffsetDateTime moment = (publishedAt == null ? UNPUBLISHED : publishedAt)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS);
        LocalDateTime entryTime = moment.toLocalDateTime();
        try (ZipFile in = new ZipFile(source.toFile());
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entryTime);
                out.putNextEntry(copy);
                try (InputStream content = in.getInputStream(entry)) {
                    if (entry.getName().equals("docProps/core.xml")) {
                        String core = new String(content.readAllBytes(), StandardCharsets.UTF_8)
                                .replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1" + moment.toInstant());
                        out.write(core.getBytes(StandardCharsets.UTF_8));
                    } else {
                        content.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
    }
}
