package ru.orientir.etl.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.lake.LakeFile;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.land.LandResult;
import ru.orientir.etl.land.LandedFile;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.ReadingLimits;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.rules.ReferenceCodes;
import ru.orientir.etl.settings.SettingsReader;

/** From delivered files to conformed rows, with a master that tries a failed task again. */
class LandAndConformTest {

    private static final ReportingYears YEARS = new ReportingYears(2019, 2025);
    private static final String INVITATIONS = "Код школы;Год;Кто отвечает;Ступень;Приглашено\n";

    @TempDir
    private static Path home;

    private static SparkSessions sessions;

    private String root;

    @BeforeAll
    static void startSpark() {
        sessions = new SparkSessions(new SettingsReader(
                        home,
                        Map.of(
                                "orientir.spark.master",
                                "local[2,3]",
                                "orientir.spark.conf.spark.hadoop.fs.failing.impl",
                                FailingOnce.class.getName()))
                .settings());
    }

    @AfterAll
    static void stopSpark() {
        sessions.close();
    }

    @BeforeEach
    void newLake() throws IOException {
        root = Files.createTempDirectory(home, "lake").toString();
    }

    @Test
    void rowsOfAllFeedsComeThroughWithTheirTypes() throws IOException {
        SourceFile invitations = file(
                "survey_invitation",
                "i.csv",
                INVITATIONS + "07724000-S-001;2022;ребёнок;1–7;10\n07724000-S-001;2022;ребёнок;8–9;много\n"
                        + "Итого;;;;10\n");
        SourceFile minors = file(
                "minor_employment",
                "m.csv",
                "Месяц;Код центра;ИНН работодателя;Работодатель;Код школы;Возраст;Пол;Трудоустроено, чел.\n"
                        + "07.2023;07724000-Z-001;2631000013;Парк;07724000-S-001;15;м;1\n");
        SourceFile broken = file("survey_invitation", "broken.csv", "a;b\n1;2\n");

        LandResult landed = landing().land("1", List.of(invitations, minors, broken));
        ConformResult conformed = conforming()
                .conform(
                        "1",
                        Map.of(
                                "survey_invitation", Map.of("1", List.of("i.csv")),
                                "minor_employment", Map.of("1", List.of("m.csv"))));

        assertThat(landed.refused()).extracting(LandedFile::name).containsExactly("broken.csv");
        assertThat(landed.files())
                .extracting(LakeFile::dataset)
                .containsExactlyInAnyOrder("minor_employment", "survey_invitation");
        assertThat(conformed.deliveries())
                .containsExactlyInAnyOrder(
                        new ConformedFile(
                                "survey_invitation",
                                "i.csv",
                                3,
                                1,
                                1,
                                1,
                                new TreeSet<>(Set.of(2022)),
                                "07724000-S-001"),
                        new ConformedFile(
                                "minor_employment",
                                "m.csv",
                                1,
                                1,
                                0,
                                0,
                                new TreeSet<>(Set.of(2023)),
                                "07724000-Z-001"));
        assertThat(conformedRows("survey_invitation", "row_number", "outcome", "invited", "masked_row"))
                .containsExactlyInAnyOrder(
                        "[2,valid,10,null]",
                        "[3,rejected,null,07724000-S-001 | 2022 | ребёнок | 8–9 | много]",
                        "[4,left_out,null,xxxxx |  |  |  | 99]");
        assertThat(conformedRows(
                        "survey_invitation", "get(rejections, 0).rule", "get(rejections, 0).cell", "reporting_year"))
                .contains("[null,null,2022]", "[not_a_number,столбец 5,2022]", "[subtotal_row,null,null]");
        assertThat(conformedRows("minor_employment", "cast(month as string)", "age", "reporting_year"))
                .containsExactly("[2023-07-01,15,2023]");
        assertThat(Landing.refusals(lake(), contract("survey_invitation"), "1")
                        .select("file_name", "refusal.rule")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[broken.csv,no_header]");
    }

    @Test
    void aTaskThatIsTriedAgainLeavesNoRowTwice() throws IOException {
        SourceFile first = file("survey_invitation", "1.csv", INVITATIONS + "07724000-S-001;2022;ребёнок;1–7;10\n");
        SourceFile second = file("survey_invitation", "2.csv", INVITATIONS + "07724000-S-002;2022;ребёнок;1–7;10\n");
        FailingOnce.FAILURES.set(1);

        LandResult landed = landing().land("1", List.of(first, failing(second)));

        assertThat(FailingOnce.FAILURES).hasValueLessThan(1);
        assertThat(landed.refused()).isEmpty();
        assertThat(landed.files().stream().mapToLong(LakeFile::rows).sum()).isEqualTo(2);
        assertThat(lake().readRuns(
                                Landing.STAGE,
                                "survey_invitation",
                                List.of("1"),
                                Landing.schema(contract("survey_invitation")))
                        .count())
                .isEqualTo(2);
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
                    .hasSameSizeAs(landed.files());
        }
    }

    @Test
    void rowsThatSparkLandedBeforeAreConformedToo() {
        FeedContract contract = contract("survey_invitation");
        SparkSession spark = sessions.get();
        lake().write(spark.sql("""
                                SELECT 'old.csv' AS file_name, 'd' AS file_sha256, string(null) AS sheet, 2 AS row_number,
                                       'organization_id=1;reporting_year=2' AS layout, string(null) AS note, 'as it was' AS masked_row,
                                       '07724000-S-001' AS organization_id, '2022' AS reporting_year
                                """), Landing.STAGE, contract.feed(), "old");

        ConformResult conformed = conforming().conform("2", Map.of(contract.feed(), Map.of("old", List.of("old.csv"))));

        assertThat(conformed.deliveries()).extracting(ConformedFile::rejected).containsExactly(1L);
        assertThat(Conforming.conformedRows(lake(), contract, Set.of("2"))
                        .select("masked_row")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[as it was]");
    }

    @Test
    void rowsOfMoreYearsThanFilesMayBeOpenComeThrough() throws IOException {
        StringBuilder rows = new StringBuilder(INVITATIONS);
        for (int i = 0; i < 120; i++) {
            rows.append("07724000-S-001;%d;ребёнок;1–7;10\n".formatted(2000 + i % 40));
        }
        SourceFile file = file("survey_invitation", "i.csv", rows.toString());
        landing().land("1", List.of(file));

        ConformResult conformed = conforming().conform("1", Map.of("survey_invitation", Map.of("1", List.of("i.csv"))));

        assertThat(conformed.deliveries()).extracting(ConformedFile::read).containsExactly(120L);
        assertThat(conformed.files().stream().mapToLong(LakeFile::rows).sum()).isEqualTo(120);
        assertThat(conformedRows("survey_invitation", "count(*)", "count(DISTINCT reporting_year)"))
                .containsExactly("[120,40]");
    }

    private List<String> conformedRows(String feed, String... columns) {
        return Conforming.conformedRows(lake(), contract(feed), Set.of("1"))
                .selectExpr(columns)
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    private static SourceFile file(String feed, String name, String text) throws IOException {
        Path file = Files.createTempDirectory(home, "inbox").resolve(name);
        Files.writeString(file, text, contract(feed).form().charset());
        return new SourceFile(feed, name, file.toUri().toString(), Files.size(file), "digest of " + name);
    }

    private static SourceFile failing(SourceFile file) {
        return new SourceFile(
                file.feed(),
                file.name(),
                file.location().replaceFirst("^file:", "failing:"),
                file.sizeBytes(),
                file.sha256());
    }

    private Landing landing() {
        return new Landing(
                spark(),
                root,
                FeedContracts.bundled(),
                new Pseudonymiser("a key for tests only".getBytes(StandardCharsets.UTF_8), "test"),
                ReadingLimits.DEFAULT.within(YEARS));
    }

    private Conforming conforming() {
        return new Conforming(spark(), root, FeedContracts.bundled(), ReferenceCodes.bundled(), YEARS);
    }

    private static JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(sessions.get().sparkContext());
    }

    private ParquetLake lake() {
        return new ParquetLake(sessions, root);
    }

    private static FeedContract contract(String feed) {
        return FeedContracts.bundled().get(feed);
    }

    /** Local files whose reading breaks off as often as is asked for. */
    public static final class FailingOnce extends RawLocalFileSystem {

        static final AtomicInteger FAILURES = new AtomicInteger();

        @Override
        public java.net.URI getUri() {
            return java.net.URI.create("failing:///");
        }

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
            if (FAILURES.getAndDecrement() > 0) {
                return new FSDataInputStream(new Broken());
            }
            return super.open(
                    new org.apache.hadoop.fs.Path("file", null, path.toUri().getPath()), bufferSize);
        }

        @Override
        protected void checkPath(org.apache.hadoop.fs.Path path) {}
    }

    private static final class Broken extends FSInputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("The storage broke off");
        }

        @Override
        public void seek(long position) {}

        @Override
        public long getPos() {
            return 0;
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }
    }
}
