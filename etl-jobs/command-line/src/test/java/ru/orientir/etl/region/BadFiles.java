package ru.orientir.etl.region;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/** Ways to spoil a good file of a feed so that nothing of it can be used. */
final class BadFiles {

    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final int BOMB_MEGABYTES = 52;

    /**
     * A spoilt file.
     *
     * @param name as delivered, in the feed's folder
     * @param rules of which one must be told
     */
    record Bad(String name, byte[] content, Set<String> rules) {}

    private final String feed;
    private final String goodName;
    private final byte[] good;
    private final Map<String, Bad> spoilt = new LinkedHashMap<>();

    private BadFiles(String feed, Path goodFile) {
        this.feed = feed;
        this.goodName = goodFile.getFileName().toString();
        try {
            this.good = Files.readAllBytes(goodFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The spoilt files that can be made of a good one, by what is wrong with them. */
    static Map<String, Bad> of(String feed, Path goodFile) {
        BadFiles files = new BadFiles(feed, goodFile);
        files.add("empty", new byte[0], "empty_file");
        files.add("script", script(), "active_content", "wrong_format");
        files.add("bomb", archiveOfZeros(), "archive_bomb", "wrong_format");
        String ending = files.goodName.substring(files.goodName.lastIndexOf('.') + 1);
        switch (ending) {
            case "csv" -> files.spoilText();
            case "xlsx" -> files.spoilWorkbook();
            case "json" -> files.spoilJson();
            default -> throw new IllegalArgumentException(ending);
        }
        return files.spoilt;
    }

    private void add(String fault, byte[] content, String... rules) {
        addNamed(fault, goodName, content, rules);
    }

    private void addNamed(String fault, String name, byte[] content, String... rules) {
        spoilt.put(fault, new Bad(fault + "/" + name, content, Set.of(rules)));
    }

    private void spoilText() {
        boolean isCyrillic = feed.equals("minor_employment");
        Charset right = isCyrillic ? CYRILLIC : StandardCharsets.UTF_8;
        Charset wrong = isCyrillic ? StandardCharsets.UTF_8 : CYRILLIC;
        String text = new String(good, right);
        byte[] noise = new byte[5_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 + i / 7);
        }
        add("unreadable", noise, "unreadable", "wrong_format", "wrong_encoding", "no_header");
        add("wrong encoding", text.getBytes(wrong), "wrong_encoding");
        add("another form", "Наименование;Цена\nКарандаш;5\n".getBytes(right), "no_header");
        if (!Set.of("organization_register", "satisfaction_survey").contains(feed)) {
            String header = text.substring(0, text.indexOf('\n') + 1);
            String blanks = header.replaceAll("[^;]", "");
            add("nothing but subtotals", (header + "Итого: 5" + blanks + "\n").getBytes(right), "empty_file");
        }
        if (!Set.of("organization_register", "survey_invitation").contains(feed)) {
            addNamed(
                    "zero of nobody",
                    "отчёт.csv",
                    text.substring(0, text.indexOf('\n') + 1).getBytes(right),
                    "empty_file");
        }
        String[] lines = text.split("\r?\n");
        String first = lines[1].replaceFirst("^[^;,]*", "Ж".repeat(40_000));
        add("huge cell", (lines[0] + "\n" + first + "\n").getBytes(right), "too_large_cell");
        if (!Set.of("organization_register", "partnership_agreement").contains(feed)) {
            String old = text.replaceAll("(?<=[.;])20\\d\\d(?=[;,\r\n])", "1998");
            add("wrong year", old.getBytes(right), "wrong_year");
        }
    }

    private void spoilWorkbook() {
        add("unreadable", Arrays.copyOf(good, good.length / 2), "unreadable");
        add(
                "wrong encoding",
                "Класс;Всего\n1;25\n".getBytes(StandardCharsets.UTF_16),
                "wrong_format",
                "wrong_encoding",
                "unreadable");
        add("another form", priceList(), "wrong_sheet", "no_header");
        add(
                "huge cell",
                withPart(
                        "xl/sharedStrings.xml",
                        ("<sst><si><t>" + "ж".repeat(600_000) + "</t></si></sst>").getBytes(StandardCharsets.UTF_8)),
                "too_large_cell");
        add(
                "bomb",
                withPart("xl/worksheets/sheet99.xml", new byte[BOMB_MEGABYTES << 20]),
                "archive_bomb",
                "too_large_cell");
        add("script", withPart("xl/vbaProject.bin", new byte[10]), "active_content");
        if (feed.equals("enrolment")) {
            EnrolmentForm form = null;
            try {
                Path file = Files.createTempFile("form", ".xlsx");
                Files.write(file, good);
                form = EnrolmentForm.read(file).get(0);
                new EnrolmentForm(
                                "2045-2046",
                                form.organizationId(),
                                form.submittedOn(),
                                Map.of(1, java.util.List.of("10", "5", "0", "0", "0", "0", "0")),
                                Map.of())
                        .write(file);
                add("wrong year", Files.readAllBytes(file), "wrong_year");
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            addNamed("wrong year", goodName.replaceFirst("20\\d\\d(?=\\.xlsx)", "2045"), good, "wrong_year");
        }
    }

    private void spoilJson() {
        String text = new String(good, StandardCharsets.UTF_8);
        add("unreadable", text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8), "unreadable");
        add("wrong encoding", text.getBytes(CYRILLIC), "wrong_encoding", "unreadable");
        add("another form", "{\"rows\":[{\"a\":1}]}".getBytes(StandardCharsets.UTF_8), "no_header");
        String huge = text.replaceFirst("\"id\":\"", "\"id\":\"" + "1".repeat(70_000));
        add("huge cell", huge.getBytes(StandardCharsets.UTF_8), "too_large_cell");
        add("wrong year", text.replaceAll("\"20\\d\\d-", "\"1998-").getBytes(StandardCharsets.UTF_8), "wrong_year");
    }

    private static byte[] script() {
        return "<html><body><script>alert(1)</script></body></html>".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] priceList() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "shop", "1.0")) {
            var sheet = workbook.newWorksheet("Лист1");
            sheet.value(0, 0, "Наименование");
            sheet.value(0, 1, "Цена");
            sheet.value(1, 0, "Карандаш");
            sheet.value(1, 1, 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] archiveOfZeros() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("data.txt"));
            zip.write(new byte[BOMB_MEGABYTES << 20]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The good workbook with a part added or replaced. */
    private byte[] withPart(String part, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(good))) {
            for (ZipEntry entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
                if (!entry.getName().equals(part)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    source.transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
