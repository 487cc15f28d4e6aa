package ru.orientir.etl.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/** Writes workbooks whose bytes depend on their content only: no moment of writing stays inside. */
final class XlsxFile {

    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2020, 1, 1, 0, 0);

    private XlsxFile() {}

    static void write(Path file, Consumer<Workbook> content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    static byte[] bytes(Consumer<Workbook> content) throws IOException {
        // a file on disk, since the writer's entries can be read through the central directory only
        Path raw = Files.createTempFile("sample", ".xlsx");
        try {
            try (OutputStream out = Files.newOutputStream(raw);
                    Workbook workbook = new Workbook(out, "Microsoft Excel", "16.0300")) {
                content.accept(workbook);
            }
            return withoutMoments(raw);
        } finally {
            Files.delete(raw);
        }
    }

    private static byte[] withoutMoments(Path workbook) throws IOException {
        ByteArrayOutputStream fixed = new ByteArrayOutputStream(32 * 1024);
        try (ZipFile in = new ZipFile(workbook.toFile());
                ZipOutputStream out = new ZipOutputStream(fixed)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ENTRY_TIME);
                out.putNextEntry(copy);
                byte[] content = in.getInputStream(entry).readAllBytes();
                out.write(entry.getName().equals("docProps/core.xml") ? withoutMoment(content) : content);
                out.closeEntry();
            }
        }
        return fixed.toByteArray();
    }

    private static byte[] withoutMoment(byte[] properties) {
        return new String(properties, StandardCharsets.UTF_8)
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "2020-01-01T00:00:00Z")
                .getBytes(StandardCharsets.UTF_8);
    }
}
