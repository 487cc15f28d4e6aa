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
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/** Writes workbooks whose bytes depend on their content only: no moment of writing stays inside. */
final class XlsxFile {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");
    private static final String FIXED_MOMENT = "2020-01-01T00:00:00Z";
    private static final Pattern MERGE = Pattern.compile("<mergeCell ref=\"[A-Z0-9:]+\"/>");
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
                out.write(fixed(entry.getName(), content));
                out.closeEntry();
            }
        }
        return fixed.toByteArray();
    }

    /** The writer notes the moment of writing, and keeps merged ranges in a set without order. */
    private static byte[] fixed(String entry, byte[] content) {
        if (entry.equals("docProps/core.xml")) {
            String properties = new String(content, StandardCharsets.UTF_8);
            return MOMENT.matcher(properties).replaceAll(FIXED_MOMENT).getBytes(StandardCharsets.UTF_8);
        }
        if (entry.startsWith("xl/worksheets/sheet")) {
            return withSortedMerges(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
        return content;
    }

    private static String withSortedMerges(String sheet) {
        Iterator<String> sorted =
                MERGE.matcher(sheet).results().map(MatchResult::group).sorted().iterator();
        return MERGE.matcher(sheet).replaceAll(merge -> sorted.next());
    }
}
