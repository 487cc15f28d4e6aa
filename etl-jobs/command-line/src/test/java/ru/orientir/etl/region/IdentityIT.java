package ru.orientir.etl.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No child, respondent or contact of the sample can be told from anything that a load leaves behind. */
class IdentityIT {

    private static LoadedRegion region;
    private static PersonalData persons;
    /** What was found, by place. */
    private final Map<String, Set<String>> found = new TreeMap<>();

    @BeforeAll
    static void collect() {
        region = LoadedRegion.get();
        persons = PersonalData.of(region.inbox(), region.sample().vacancyApiFile());
    }

    @Test
    void thereIsMuchToLookFor() {
        assertThat(persons.sizes())
                .allSatisfy((kind, size) -> assertThat(size).as(kind).isGreaterThan(100));
    }

    @Test
    void theSearchFindsAPersonInTextAndInParquet() throws IOException {
        Map<String, String> child = Csv.records(
                        region.inbox().resolve("event_participation/2022/07724000-S-002_2022.csv"),
                        StandardCharsets.UTF_8,
                        ';')
                .get(0);
        String line = String.join("|", child.get("Фамилия"), child.get("СНИЛС").replaceAll("\\D", ""));
        assertThat(persons.in(line.toUpperCase(java.util.Locale.ROOT))).hasSize(2);
        assertThat(persons.in("Ребёнок (Иванова Ольга) мечтает стать врачом, а про медицину не рассказывали"))
                .contains("мечтает стать врачом а");
        assertThat(persons.in(Files.readString(region.sample().vacancyApiFile())))
                .hasSizeGreaterThan(100);

        MessageType schema = MessageTypeParser.parseMessageType("message row { required binary text (UTF8); }");
        Path file = region.folder("planted.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(hadoop(file))
                .withConf(new Configuration())
                .withType(schema)
                .withCompressionCodec(org.apache.parquet.hadoop.metadata.CompressionCodecName.SNAPPY)
                .build()) {
            writer.write(new SimpleGroupFactory(schema).newGroup().append("text", line));
        }
        searchParquet(file);
        assertThat(found).hasSize(1);
    }

    @Test
    void noPersonIsInTheLake() throws IOException {
        List<Path> files = files("lake", ".parquet");
        assertThat(files).hasSizeGreaterThan(100);
        for (Path file : files) {
            searchParquet(file);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noPersonIsInTheWarehouse() throws SQLException {
        try (Connection loader = region.loader()) {
            List<String> tables = Marts.rows(
                    loader,
                    "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                            // The calendar holds every day there is, birthdays among them.
                            + " where n.nspname in ('core', 'audit', 'staging', 'batch') and c.relkind = 'r' and c.relname <> 'dim_date'");
            assertThat(tables).hasSizeGreaterThan(50);
            for (String table : tables) {
                search(table, String.join("\n", Marts.rows(loader, "select t::text from " + table + " t")));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noPersonIsInAnyFileOfTheHome() throws IOException {
        region.report();
        int searched = 0;
        for (Path file : region.home().files()) {
            if (!file.startsWith(region.home().folder().resolve("cache"))) {
                try {
                    search(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    searched++;
                } catch (NoSuchFileException vanished) {
                    // PostgreSQL is at work and removes files of its own; what it keeps is searched.
                    assertThat(file).startsWithRaw(region.home().folder().resolve("postgres"));
                }
            }
        }
        assertThat(searched).isGreaterThan(500);
        assertThat(files("logs", ".log")).isNotEmpty();
        assertThat(found).isEmpty();
    }

    @Test
    void noPersonIsInTheReport() throws IOException {
        Path report = region.report();
        search("page", Files.readString(report.resolve("orientir.html")));
        try (ZipFile workbook = new ZipFile(report.resolve("orientir.xlsx").toFile())) {
            for (var part : workbook.stream().toList()) {
                search(
                        part.getName(),
                        new String(workbook.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8)
                                .replaceAll("<[^>]+>", " "));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noPersonIsInWhatCommandsPrint() {
        search("nightly", region.load().output());
        search("status", region.home().run("status").output());
        search("plan", region.home().run("plan", "--inbox=" + region.inbox()).output());
        search(
                "validate",
                region.home()
                        .run(
                                "validate",
                                region.inbox()
                                        .resolve("event_participation/2022/07724000-S-002_2022.csv")
                                        .toString(),
                                region.inbox()
                                        .resolve("satisfaction_survey/2022/07724000-S-002_2022.csv")
                                        .toString())
                        .output());
        search(
                "rejects",
                region.home()
                        .run("sql", "--format=csv", "select * from mart.rejected_row")
                        .output());
        assertThat(found).isEmpty();
    }

    private void search(String place, String text) {
        Set<String> persons = IdentityIT.persons.in(text);
        if (!persons.isEmpty()) {
            found.put(place, persons);
        }
    }

    private void searchParquet(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), hadoop(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                text.append(row).append('\n');
            }
        }
        search(file.toString(), text.toString());
    }

    private static org.apache.hadoop.fs.Path hadoop(Path file) {
        return new org.apache.hadoop.fs.Path(file.toUri());
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(region.home().folder().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
