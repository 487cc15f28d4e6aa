package ru.orientir.etl.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
        ByteArrayOutputStream raw = new ByteArrayOutputStream(64 * 1024);
        try (Workbook workbook = new Workbook(raw, "Microsoft Excel", "16.0300")) {
            content.accept(workbook);
        }
        ByteArrayOutputStream fixed = new ByteArrayOutputStream(raw.size());
        copyWithoutMoments(raw.toByteArray(), fixed);
        return fixed.toByteArray();
    }

    private static void copyWithoutMoments(byte[] workbook, OutputStream target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream out = new ZipOutputStream(target)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ENTRY_TIME);
                out.putNextEntry(copy);
                byte[] content = in.readAllBytes();
                out.write(entry.getName().equals("docProps/core.xml") ? withoutMoment(content) : content);
                out.closeEntry();
            }
        }
    }

    private static byte[] withoutMoment(byte[] properties) {
        return new String(properties, StandardCharsets.UTF_8)
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "2020-01-01T00:00:00Z")
                .getBytes(StandardCharsets.UTF_8);
    }
}
