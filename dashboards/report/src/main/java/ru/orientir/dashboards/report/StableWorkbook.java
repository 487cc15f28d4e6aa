package ru.orientir.dashboards.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Gives a workbook the time of its data in place of the time it was made, so that equal data give equal bytes. */
final class StableWorkbook {

    private static final OffsetDateTime UNPUBLISHED = OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private StableWorkbook() {}

    static void rewrite(Path source, OffsetDateTime publishedAt, Path target) throws IOException {
        OffsetDateTime moment = (publishedAt == null ? UNPUBLISHED : publishedAt)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS);
        try (ZipFile in = new ZipFile(source.toFile());
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                ZipEntry dated = new ZipEntry(entry.getName());
                dated.setTimeLocal(moment.toLocalDateTime());
                out.putNextEntry(dated);
                try (InputStream content = in.getInputStream(entry)) {
                    (entry.getName().equals("docProps/core.xml") ? madeAt(moment, content) : content).transferTo(out);
                }
            }
        }
    }

    private static InputStream madeAt(OffsetDateTime moment, InputStream content) throws IOException {
        String core = new String(content.readAllBytes(), StandardCharsets.UTF_8)
                .replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1" + moment.toInstant());
        return new ByteArrayInputStream(core.getBytes(StandardCharsets.UTF_8));
    }
}
