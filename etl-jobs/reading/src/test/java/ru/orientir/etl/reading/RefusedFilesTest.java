package ru.orientir.etl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.contract.FeedContracts;

class RefusedFilesTest {
    private static final String AGREEMENTS =
            "Код школы;Номер договора;Партнёр;ИНН партнёра;Вид партнёра;Дата подписания;Действует до;Расторгнут;Предмет";
    private static final String MINORS =
            "Месяц;Код центра;ИНН работодателя;Работодатель;Код школы;Возраст;Пол;Трудоустроено, чел.";

    @Test
    void anEmptyFile() {
        assertRefused(new Delivered("partnership_agreement", "a.csv", new byte[0]), "empty_file", "a.csv", "пуст");
        assertRefused(Delivered.text("partnership_agreement", "a.csv", "\uFEFF", " "), "empty_file", "a.csv");
    }

    @Test
    void aHeaderOnlyWhereZeroIsNoReport() {
        assertRefused(
                Delivered.text(
                        "organization_register",
                        "r.csv",
                        "По состоянию на;Код организации;Вид организации;Полное наименование;Краткое наименование;ИНН;ОГРН;ОКТМО;Адрес;Статус;Дата создания;Дата прекращения;Код правопреемника"),
                "empty_file",
                "r.csv");
    }

    @Test
    void aTableOfNothingButSubtotals() throws IOException {
        assertRefused(
                new Delivered(
                        "enrolment",
                        "e.xlsx",
                        enrolment("2022-2023", "2022/2023", sheet -> sheet.value(8, 0, "Всего по школе"))),
                "empty_file",
                "итоги");
        assertRefused(
                Delivered.text("partnership_agreement", "a.csv", AGREEMENTS, "Итого: 5;;;;;;;;"),
                "empty_file",
                "итоги");
    }

    @Test
    void aReportOfZeroThatIsNobodys() {
        assertRefused(
                Delivered.text("partnership_agreement", "договоры.csv", AGREEMENTS),
                "empty_file",
                "07724000-S-001.csv");
    }

    @Test
    void aValueOfTheWholeTableIsToldOnce() throws IOException {
        assertRefused(
                new Delivered(
                        "enrolment",
                        "e.xlsx",
                        enrolment("2022-2023", "2022/2023", sheet -> sheet.value(2, 1, "СОШ 5"))),
                "pattern",
                "лист «2022-2023», ячейка B3",
                "«СОШ 5»",
                "07724000-S-001");
        assertRefused(
                new Delivered(
                        "enrolment",
                        "e.xlsx",
                        enrolment("2022-2023", "2022/2023", sheet -> sheet.value(4, 1, "вчера"))),
                "not_a_date",
                "ячейка B5");
        assertRefused(
                new Delivered("enrolment", "e.xlsx", enrolment("2022-2025", "2022/2023", sheet -> {})), "wrong_year");
    }

    @Test
    void aFileThatMayNotBeRead() {
        FileReading reading = new FileReading(
                FeedContracts.bundled().get("partnership_agreement"), Delivered.PSEUDONYMISER, ReadingLimits.DEFAULT);
        SourceFile locked = new SourceFile("partnership_agreement", "a.csv", "file:/a.csv", 1, SourceFile.UNREADABLE);

        assertThatThrownBy(() -> reading.read(
                        locked,
                        () -> {
                            throw new IOException("denied");
                        },
                        row -> {}))
                .isInstanceOfSatisfying(RefusedFile.class, refused -> {
                    assertThat(refused.rejection().rule()).isEqualTo("unreadable");
                    assertThat(refused.rejection().messageRu()).contains("a.csv", "право чтения");
                });
    }

    @Test
    void wrongEncodings() {
        byte[] cp1251 = (AGREEMENTS + "\n").getBytes(Charset.forName("windows-1251"));
        byte[] utf16 = (AGREEMENTS + "\n").getBytes(StandardCharsets.UTF_16);
        byte[] utf8 = (MINORS + "\n").getBytes(StandardCharsets.UTF_8);

        assertRefused(
                new Delivered("partnership_agreement", "a.csv", cp1251), "wrong_encoding", "UTF-8", "windows-1251");
        assertRefused(new Delivered("partnership_agreement", "a.csv", utf16), "wrong_encoding", "UTF-16");
        assertRefused(new Delivered("minor_employment", "m.csv", utf8), "wrong_encoding", "windows-1251");
    }

    @Test
    void anEncodingThatChangesFarBelow() {
        byte[] head = (AGREEMENTS + "\n" + "07724000-S-001;1;П;;колледж;01.09.2021;;;\n".repeat(5_000))
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "07724000-S-001;2;Партнёр;;колледж;01.09.2021;;;\n".getBytes(Charset.forName("windows-1251"));
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);

        assertRefused(new Delivered("partnership_agreement", "a.csv", both), "wrong_encoding", "после строки");
    }

    @Test
    void aFileWithoutItsHeader() {
        assertRefused(
                Delivered.text("partnership_agreement", "a.csv", "07724000-S-001;1;П;;колледж;01.09.2021;;;"),
                "no_header",
                "Номер договора");
        assertRefused(
                Delivered.text("partnership_agreement", "a.csv", AGREEMENTS.replace(';', ','), "1,2,3"),
                "no_header",
                "разделитель «;»");
    }

    @Test
    void aHugeCellAndAQuoteThatNeverCloses() {
        assertRefused(
                Delivered.text(
                        "partnership_agreement",
                        "a.csv",
                        AGREEMENTS,
                        "07724000-S-001;1;" + "П".repeat(40_000) + ";;колледж;01.09.2021;;;"),
                "too_large_cell",
                "строка 2, столбец 3");
        assertRefused(
                Delivered.text(
                        "partnership_agreement",
                        "a.csv",
                        AGREEMENTS,
                        "07724000-S-001;1;\"П;;колледж;01.09.2021;;;",
                        "07724000-S-001;2;П;;колледж;01.09.2021;;;"),
                "too_large_cell",
                "кавычк");
        assertRefused(
                Delivered.text(
                        "partnership_agreement",
                        "a.csv",
                        AGREEMENTS,
                        "07724000-S-001;1;\"П;;колледж;01.09.2021;;;",
                        "07724000-S-001;2;П;;колледж;01.09.2021;;;\n".repeat(60_000)),
                "too_large_cell");
    }

    @Test
    void rowsOfNoYearTakenIn() {
        assertRefused(
                Delivered.text(
                        "survey_invitation",
                        "i.csv",
                        "Код школы;Год;Кто отвечает;Ступень;Приглашено",
                        "07724000-S-001;1998;ребёнок;1–7;10"),
                "wrong_year",
                "1998",
                "2018");
    }

    @Test
    void otherFormats() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {});
        assertRefused(new Delivered("partnership_agreement", "a.csv", workbook), "wrong_format", "CSV");
        assertRefused(Delivered.text("enrolment", "e.xlsx", "Класс;Всего"), "wrong_format", "текстовый");
        assertRefused(
                Delivered.text("enrolment", "e.xlsx", "<html><table></table></html>"), "wrong_format", "веб-страница");
        assertRefused(new Delivered("enrolment", "e.xlsm", workbook), "wrong_format", "макрос");
        assertRefused(new Delivered("enrolment", "e.docx", workbook), "wrong_format", "docx");
        assertRefused(Delivered.text("partnership_agreement", "a.pdf", "%PDF-1.7"), "wrong_format", "PDF");
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
        assertRefused(new Delivered("enrolment", "e.xls", old), "wrong_format", ".xls");
        assertRefused(Delivered.text("partnership_agreement", "agreements", "x"), "wrong_format", "без окончания");
        assertRefused(new Delivered("enrolment", "e.xlsx", zip("word/document.xml", "<w/>")), "wrong_format", "архив");
    }

    @Test
    void aWorkbookWithAPassword() {
        byte[] container = new byte[2_048];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, container, 0, 4);
        byte[] entry = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(entry, 0, container, 1_024, entry.length);

        assertRefused(new Delivered("enrolment", "e.xlsx", container), "unreadable", "паролем");
    }

    @Test
    void aWebPageWithAScript() {
        assertRefused(
                Delivered.text("partnership_agreement", "a.csv", "<html><script>alert(1)</script></html>"),
                "active_content",
                "script");
    }

    @Test
    void aTruncatedWorkbook() throws IOException {
        byte[] whole = enrolment("2022-2023", "2022/2023", sheet -> {});
        for (int part = 1; part < 8; part++) {
            assertRefused(
                    new Delivered("enrolment", "e.xlsx", Arrays.copyOf(whole, whole.length * part / 8)),
                    "unreadable",
                    "e.xlsx",
                    "ещё раз");
        }
    }

    @Test
    void aWorkbookWithADamagedPart() throws IOException {
        byte[] whole = enrolment("2022-2023", "2022/2023", sheet -> {});
        byte[] damaged = with(whole, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"");
        assertRefused(new Delivered("enrolment", "e.xlsx", damaged), "unreadable");
    }

    @Test
    void sheetsOfAnotherForm() throws IOException {
        byte[] workbook = enrolment("Лист1", "2022/2023", sheet -> {});
        assertRefused(new Delivered("enrolment", "e.xlsx", workbook), "wrong_sheet", "Лист1", "2022-2023");
    }

    @Test
    void aSheetThatContradictsItsPreamble() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2021/2022", sheet -> {});
        assertRefused(new Delivered("enrolment", "e.xlsx", workbook), "wrong_year", "2022-2023", "2021/2022");
    }

    @Test
    void anArchiveBomb() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            copy(workbook, zip, "");
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet9.xml"));
            byte[] block = "<c/>".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                zip.write(block);
            }
            zip.closeEntry();
        }
        assertRefused(new Delivered("enrolment", "e.xlsx", bytes.toByteArray()), "archive_bomb", "sheet9.xml");
    }

    @Test
    void anArchiveOfTooManyParts() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 3_000; i++) {
                zip.putNextEntry(new ZipEntry("xl/part" + i + ".xml"));
                zip.closeEntry();
            }
        }
        assertRefused(new Delivered("enrolment", "e.xlsx", bytes.toByteArray()), "archive_bomb", "2000");
    }

    @Test
    void activeContent() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {});
        assertRefused(
                new Delivered("enrolment", "e.xlsx", with(workbook, "xl/vbaProject.bin", "x")),
                "active_content",
                "макросы");
        assertRefused(
                new Delivered("enrolment", "e.xlsx", with(workbook, "xl/externalLinks/externalLink1.xml", "<x/>")),
                "active_content",
                "связи");
        assertRefused(
                new Delivered("enrolment", "e.xlsx", with(workbook, "xl/embeddings/oleObject1.bin", "x")),
                "active_content",
                "вложены");
    }

    @Test
    void entitiesAreNotExpanded() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {});
        byte[] entities = with(
                workbook,
                "xl/sharedStrings.xml",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><sst><si><t>&a;</t></si></sst>");
        assertRefused(new Delivered("enrolment", "e.xlsx", entities), "active_content", "DOCTYPE");
    }

    @Test
    void aHugeCellOfAWorkbook() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {});
        byte[] huge = with(workbook, "xl/sharedStrings.xml", "<sst><si><t>" + "ж".repeat(600_000) + "</t></si></sst>");
        assertRefused(new Delivered("enrolment", "e.xlsx", huge), "too_large_cell");
        byte[] inSheet = with(
                workbook,
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row r=\"30\"><c r=\"B30\" t=\"inlineStr\"><is><t>" + "ж".repeat(600_000)
                        + "</t></is></c></row></sheetData></worksheet>");
        assertRefused(new Delivered("enrolment", "e.xlsx", inSheet), "too_large_cell", "ячейка B30");
    }

    @Test
    void anImpossibleCellAddress() throws IOException {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {});
        byte[] far = with(
                workbook,
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>");
        assertRefused(new Delivered("enrolment", "e.xlsx", far), "unreadable");
    }

    @Test
    void damagedJson() {
        assertRefused(
                Delivered.text("vacancy", "v.json", "{\"vacancies\":[{\"id\":\"1\",\"job-name\":\"Повар\"},{\"id\":"),
                "unreadable",
                "в записи 2");
        assertRefused(Delivered.text("vacancy", "v.json", "{\"rows\":[]}"), "no_header", "vacancies");
        assertRefused(Delivered.text("vacancy", "v.json", "{\"id\":\"1\"}", "{\"id\":\"2\"}"), "no_header", ".jsonl");
        assertRefused(
                Delivered.text("vacancy", "v.json", "{\"vacancies\":[{\"colour\":\"red\"},{\"colour\":\"blue\"}]}"),
                "no_header");
        assertRefused(
                Delivered.text("vacancy", "v.json", "{\"vacancies\":[{\"id\":\"" + "1".repeat(70_000) + "\"}]}"),
                "too_large_cell",
                "запись 1");
        assertRefused(Delivered.text("vacancy", "v.json", "[".repeat(500)), "unreadable");
    }

    @Test
    void anAnswerWithoutVacanciesIsNoFault() throws RefusedFile {
        assertThat(Delivered.text("vacancy", "v.json", "{\"status\":\"200\",\"meta\":{\"total\":0},\"results\":{}}")
                        .rows())
                .isEmpty();
    }

    @Test
    void recordsOneALine() throws RefusedFile {
        assertThat(Delivered.text(
                                "vacancy",
                                "v.jsonl",
                                "{\"id\":\"1\",\"job-name\":\"Повар\",\"creation-date\":\"2023-01-01\"}",
                                "{\"vacancy\":{\"id\":\"2\",\"job-name\":\"Пекарь\",\"creation-date\":\"2023-01-02\"}}")
                        .rows())
                .hasSize(2);
    }

    @Test
    void vacanciesInTheBulkTable() throws RefusedFile {
        Delivered file = Delivered.text(
                "vacancy",
                "vacancy_7.csv",
                "id|creationDate|dateModify|requiredСertificates|vacancyName|workPlaces|salary|company|contactList",
                "1|2023-01-01T10:00:00+0300|2023-01-02T10:00:00+0300||Повар|2|от 23000|{\"inn\":\"7707083893\",\"phone\":\"+79001112233\",\"name\":\"Кафе\"}|[{\"value\":\"+79001112233\"}]");

        LandedRow row = file.rows().get(0);

        assertThat(file.value(row, "company_inn")).isEqualTo("7707083893");
        assertThat(file.value(row, "company_name")).isEqualTo("Кафе");
        assertThat(file.value(row, "job_name")).isEqualTo("Повар");
        assertThat(Arrays.toString(row.values()) + row.maskedRow()).doesNotContain("+7900");
    }

    @Test
    void aScriptInACellIsPlainText() throws RefusedFile {
        Delivered file = Delivered.text(
                "partnership_agreement",
                "a.csv",
                AGREEMENTS,
                "07724000-S-001;1;<script>alert(1)</script>;;колледж;01.09.2021;;;");
        assertThat(file.value(file.rows().get(0), "partner_name")).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void aFailureOfTheStorageIsNoFaultOfTheFile() {
        FileReading reading = new FileReading(
                FeedContracts.bundled().get("partnership_agreement"), Delivered.PSEUDONYMISER, ReadingLimits.DEFAULT);
        OpenStream broken = () -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }
        };
        assertThatThrownBy(() ->
                        reading.read(new SourceFile("partnership_agreement", "a.csv", "x", 1, ""), broken, row -> {}))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void trueExcelDatesAndErrorCellsAreRead() throws Exception {
        byte[] workbook = enrolment("2022-2023", "2022/2023", sheet -> {
            sheet.value(4, 1, java.time.LocalDate.of(2023, 6, 1));
            sheet.style(4, 1).format("dd.mm.yyyy").set();
        });
        Delivered file = new Delivered("enrolment", "07724000-S-001 Контингент.xlsx", workbook);

        LandedRow row = file.rows().get(0);

        assertThat(file.value(row, "submitted_on")).isEqualTo("2023-06-01");
        assertThat(file.value(row, "reporting_year")).isEqualTo("2022-2023");
        assertThat(file.value(row, "girls")).isEqualTo("50");
        assertThat(row.layout()).contains("grade=A", "girls=C", "submitted_on=B5");
    }

    private static void assertRefused(Delivered file, String rule, String... words) {
        RefusedFile refusal = file.refusal();
        assertThat(refusal.rejection().rule())
                .as(refusal.rejection().messageRu())
                .isEqualTo(rule);
        assertThat(refusal.rejection().messageRu()).startsWith("Файл «");
        assertThat(Arrays.asList(words))
                .allSatisfy(word -> assertThat(refusal.rejection().messageRu()).contains(word));
        assertThat(refusal.rejection().messageEn()).startsWith("File «");
    }

    private interface Change {
        void on(Worksheet sheet);
    }

    private static byte[] enrolment(String sheetName, String academicYear, Change change) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(sheetName);
            sheet.value(0, 0, "Контингент");
            sheet.value(2, 0, "Код организации:");
            sheet.value(2, 1, "07724000-S-001");
            sheet.value(3, 0, "Учебный год:");
            sheet.value(3, 1, academicYear);
            sheet.value(4, 0, "Дата заполнения:");
            sheet.value(4, 1, "01.06.2023");
            sheet.value(6, 0, "Класс");
            sheet.value(6, 1, "Всего обучающихся");
            sheet.value(6, 2, "из них");
            sheet.range(6, 2, 6, 3).merge();
            sheet.value(7, 2, "девочки");
            sheet.value(7, 3, "с ОВЗ");
            sheet.value(8, 0, "1 класс");
            sheet.value(8, 1, 100);
            sheet.value(8, 2, 50);
            change.on(sheet);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String part, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    /** The workbook with a part added or replaced. */
    private static byte[] with(byte[] workbook, String part, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            copy(workbook, zip, part);
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static void copy(byte[] workbook, ZipOutputStream zip, String except) throws IOException {
        try (ZipFile parts = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(parts.getEntries())) {
                if (!entry.getName().equals(except)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    parts.getInputStream(entry).transferTo(zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
