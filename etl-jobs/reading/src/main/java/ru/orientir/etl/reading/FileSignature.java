package ru.orientir.etl.reading;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import ru.orientir.etl.contract.FileForm;
import ru.orientir.etl.reading.FileReading.FileKind;

/** What a file is, told from its name's ending and its first bytes together. */
record FileSignature(String name, byte[] head) {
    /** In the container's directory names are UTF-16. */
    private static final String ENCRYPTED_PACKAGE = "EncryptedPackage".replaceAll("(.)", "$1\u0000");

    FileKind kind(FileForm form, Refusals refusals) throws RefusedFile {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = text.replaceFirst("^ï»¿", "").stripLeading().toLowerCase(Locale.ROOT);
        if (head.length == 0 || (start.isEmpty() && head.length < 1024)) {
            throw refusals.empty("файл пуст", "the file is empty");
        }
        String expected = form.formats().stream().map(FileForm.Format::name).collect(Collectors.joining(" или "));
        boolean zip = text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006");
        refuseOtherKinds(text, start, expected, refusals);
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        FileKind kind =
                switch (ending) {
                    case "csv", "txt" -> FileKind.CSV;
                    case "xlsx" -> FileKind.XLSX;
                    case "json" -> FileKind.JSON;
                    case "jsonl", "ndjson" -> FileKind.JSON_LINES;
                    case "xlsm", "xlsb", "xltm" ->
                        throw refusals.wrongFormat(
                                "книга Excel с макросами (.%s)".formatted(ending),
                                "a macro-enabled workbook (.%s)".formatted(ending),
                                expected);
                    case "" ->
                        throw refusals.wrongFormat("файл без окончания имени", "a file without an ending", expected);
                    default ->
                        throw refusals.wrongFormat(
                                "файл с окончанием «.%s»".formatted(ending),
                                "a file that ends in «.%s»".formatted(ending),
                                expected);
                };
        if (!form.formats().contains(kind.format())) {
            throw refusals.wrongFormat(
                    "файл с окончанием «.%s»".formatted(ending),
                    "a file that ends in «.%s»".formatted(ending),
                    expected);
        }
        if (zip != (kind == FileKind.XLSX)) {
            throw zip
                    ? refusals.wrongFormat(
                            "книга Excel или архив под именем «.%s»".formatted(ending),
                            "a workbook or an archive named «.%s»".formatted(ending),
                            expected)
                    : isText()
                            ? refusals.wrongFormat(
                                    "текстовый файл под именем «.xlsx»", "a text file named «.xlsx»", expected)
                            : refusals.unreadable("начало файла не похоже на книгу", "the start is no workbook's");
        }
        return kind;
    }

    private static void refuseOtherKinds(String text, String start, String expected, Refusals refusals)
            throws RefusedFile {
        if (text.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            // A workbook with a password is an encrypted package in the old container; its directory may lie beyond the
            // head.
            if (text.contains(ENCRYPTED_PACKAGE)) {
                throw refusals.locked();
            }
            throw refusals.wrongFormat(
                    "книга старого образца (.xls) или книга с паролем",
                    "an old workbook (.xls) or one with a password",
                    expected);
        }
        if (text.startsWith("%PDF")) {
            throw refusals.wrongFormat("документ PDF", "a PDF document", expected);
        }
        if (text.startsWith("\u001F\u008B") || text.startsWith("Rar!") || text.startsWith("7z\u00BC\u00AF")) {
            throw refusals.wrongFormat("архив", "an archive", expected);
        }
        boolean markup = start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || start.startsWith("<head")
                || start.startsWith("<script")
                || start.startsWith("<table")
                || start.startsWith("<?xml");
        if (markup && start.contains("<script")) {
            throw refusals.activeContent(
                    "начало файла", "это веб-страница со сценарием (script)", "this is a web page with a script");
        }
        if (markup) {
            throw refusals.wrongFormat("веб-страница (HTML или XML)", "a web page (HTML or XML)", expected);
        }
    }

    private boolean isText() {
        for (byte octet : head) {
            if (octet >= 0 && octet < ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return false;
            }
        }
        return true;
    }
}
