package ru.orientir.etl.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Unpacks a workbook's archive once without keeping anything, before a parser sees it: its true size, its parts, and texts
 * that no honest cell holds.
 */
final class WorkbookGuard {
    private static final long RATIO_COUNTS_FROM = 10L << 20;
    private static final int BYTES_A_CHARACTER = 8;
    private static final int LONGEST_COLUMN = 3;
    private static final int LONGEST_ADDRESS = 10;
    private static final int REFERENCE = ' ' << 24 | 'r' << 16 | '=' << 8 | '"';
    private static final byte[] DOCTYPE = {'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E'};

    private final Refusals refusals;
    private final ReadingLimits limits;

    WorkbookGuard(Refusals refusals, ReadingLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
    }

    void check(byte[] workbook) throws RefusedFile, IOException {
        try (ZipFile archive = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            long inflated = 0;
            int count = 0;
            boolean isWorkbook = false;
            for (Enumeration<ZipArchiveEntry> entries = archive.getEntries(); entries.hasMoreElements(); ) {
                ZipArchiveEntry entry = entries.nextElement();
                if (++count > limits.maxEntries()) {
                    throw refusals.archiveBomb(
                            entry.getName(),
                            "больше %d частей".formatted(limits.maxEntries()),
                            "more than %d parts".formatted(limits.maxEntries()));
                }
                refuseActive(entry.getName());
                isWorkbook |= entry.getName().equalsIgnoreCase("xl/workbook.xml");
                inflated += inflate(archive, entry, inflated);
            }
            if (!isWorkbook) {
                throw refusals.wrongFormat(
                        "архив или документ другого вида, а не книга",
                        "an archive or another kind of document",
                        "XLSX");
            }
        }
    }

    private void refuseActive(String part) throws RefusedFile {
        String name = part.toLowerCase(Locale.ROOT);
        if (name.endsWith("vbaproject.bin") || name.contains("macrosheets/")) {
            throw refusals.activeContent(part, "в книге есть макросы", "the workbook holds macros");
        }
        if (name.contains("externallinks/")) {
            throw refusals.activeContent(
                    part, "в книге есть связи с другими файлами", "the workbook links to other files");
        }
        if (name.contains("embeddings/") || name.contains("activex/")) {
            throw refusals.activeContent(
                    part, "в книгу вложены другие документы или элементы", "the workbook embeds documents or controls");
        }
    }

    private long inflate(ZipFile archive, ZipArchiveEntry entry, long before) throws RefusedFile, IOException {
        PartScan scan = new PartScan(entry.getName());
        byte[] buffer = new byte[1 << 16];
        long inflated = 0;
        long packed = Math.max(1, entry.getCompressedSize());
        try (InputStream part = archive.getInputStream(entry)) {
            for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                inflated += read;
                if (before + inflated > limits.maxInflatedBytes()) {
                    throw refusals.archiveBomb(
                            entry.getName(),
                            "в распакованном виде книга больше %d МБ".formatted(limits.maxInflatedBytes() >> 20),
                            "unpacked, the workbook is larger than %d MB".formatted(limits.maxInflatedBytes() >> 20));
                }
                if (inflated > RATIO_COUNTS_FROM && inflated / packed > limits.maxInflationRatio()) {
                    throw refusals.archiveBomb(
                            entry.getName(),
                            "при распаковке вырастает больше чем в %d раз".formatted(limits.maxInflationRatio()),
                            "unpacking multiplies it by more than %d".formatted(limits.maxInflationRatio()));
                }
                scan.accept(buffer, read);
            }
        }
        return inflated;
    }

    /** Looks through the bytes of one XML part, however they are cut. */
    private final class PartScan {
        private final String part;
        private boolean inTag;
        private long run;
        private int window;
        private int letters = -1;
        private final StringBuilder address = new StringBuilder();
        private int doctype;
        private boolean isAddress;

        PartScan(String part) {
            this.part = part;
        }

        void accept(byte[] bytes, int length) throws RefusedFile {
            if (!part.endsWith(".xml")) {
                return;
            }
            for (int i = 0; i < length; i++) {
                byte octet = bytes[i];
                doctype = octet == DOCTYPE[doctype] ? doctype + 1 : octet == DOCTYPE[0] ? 1 : 0;
                if (doctype == DOCTYPE.length) {
                    throw refusals.activeContent(
                            part, "объявлены сущности XML (DOCTYPE)", "XML entities are declared (DOCTYPE)");
                }
                if (octet == '<' || octet == '>') {
                    inTag = octet == '<';
                    run = 0;
                } else if (++run > (long) limits.maxCellCharacters() * BYTES_A_CHARACTER) {
                    throw refusals.tooLargeCell(
                            "часть «%s»%s".formatted(part, address.isEmpty() ? "" : ", ячейка " + address),
                            "part «%s»%s".formatted(part, address.isEmpty() ? "" : ", cell " + address),
                            limits.maxCellCharacters());
                }
                countColumnLetters(octet);
            }
        }

        /** A cell that claims a column far out would make any reader reserve all columns before it. */
        private void countColumnLetters(byte octet) throws RefusedFile {
            window = window << 8 | (octet & 0xFF);
            if (isAddress) {
                isAddress = Character.isLetterOrDigit(octet) && address.length() < LONGEST_ADDRESS;
                if (isAddress) {
                    address.append((char) octet);
                }
            }
            if (letters >= 0) {
                letters = octet >= 'A' && octet <= 'Z' ? letters + 1 : -1;
                if (letters > LONGEST_COLUMN) {
                    throw refusals.unreadable("невозможный адрес ячейки", "impossible address of a cell");
                }
            } else if (inTag && window == REFERENCE) {
                letters = 0;
                isAddress = true;
                address.setLength(0);
            }
        }
    }
}
