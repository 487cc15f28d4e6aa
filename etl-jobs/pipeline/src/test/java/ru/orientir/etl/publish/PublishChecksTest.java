package ru.orientir.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.ledger.EmptyLedger;
import ru.orientir.etl.ledger.Nights;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.table.BundledTables;
import ru.orientir.etl.table.CsvRows;
import ru.orientir.etl.table.Sections;

/**
 * Each check has beside it {@code <check>.csv}: rows of its table that are {@code [sound]}, rows of which one is {@code [found]} and, where it
 * compares with them, rows that are {@code [published]}. The register knows S1 and S2; S1 has two versions.
 */
@ExtendWith(EmptyLedger.class)
class PublishChecksTest {

    private static final Path TABLES = Path.of("src/main/resources/table");

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    private JdbcTemplate warehouse;
    private SmallStar star;

    @BeforeEach
    void open(WarehouseDatabase database) {
        warehouse = new JdbcTemplate(database.etl());
        star = new SmallStar(SPARK, database);
        new Nights(warehouse).begin("run");
    }

    @TestFactory
    Stream<DynamicTest> findsWhatIsWrongAndNothingElse(WarehouseDatabase database) {
        return files(".sql")
                .map(check -> DynamicTest.dynamicTest(name(check), () -> {
                    Map<String, CsvRows> rows =
                            Sections.read(Path.of(check.toString().replace(".sql", ".csv")));
                    assertThat(rows).containsKeys("sound", "found");
                    star = new SmallStar(SPARK, database);
                    register();
                    if (rows.containsKey("published")) {
                        stage(check, rows.get("published"));
                        star.publish("before");
                        register();
                    }
                    stage(check, rows.get("sound"));
                    assertThat(findings())
                            .extracting(PublishChecks.Finding::check)
                            .doesNotContain(name(check));

                    stage(check, rows.get("found"));
                    assertThat(findings())
                            .filteredOn(finding -> finding.check().equals(name(check)))
                            .extracting(PublishChecks.Finding::rows)
                            .containsExactly(1L);
                }));
    }

    @Test
    void whatIsFoundIsNotedWithItsWordsAndSeverity() {
        register();
        stage(check("fact_enrolment", "enrolment_of_known_schools"), "found");

        assertThat(findings())
                .containsExactly(new PublishChecks.Finding(
                        "enrolment_of_known_schools",
                        true,
                        1,
                        "Контингент без организации из реестра: ключ организации не найден"));
        assertThat(noted()).containsExactly("enrolment_of_known_schools fail 1");
    }

    @Test
    void whatPassedIsNotedTooAndASecondTryNotesItAnew() {
        register();
        stage(check("fact_enrolment", "enrolment_of_known_schools"), "found");
        findings();
        stage(check("fact_enrolment", "enrolment_of_known_schools"), "sound");

        assertThat(findings()).isEmpty();
        assertThat(noted()).containsExactly("enrolment_of_known_schools fail 0");
    }

    @Test
    void aCheckOfAFactThatIsNotStagedIsLeftOut() {
        register();

        assertThat(findings()).isEmpty();
        assertThat(noted()).isEmpty();
    }

    @Test
    void fatalFindingsComeFirst() {
        register();
        stage(check("fact_indicator_value", "coverage_above_enrolment"), "found");
        findings();
        Dataset<Row> both = rows(check("fact_indicator_value", "coverage_above_enrolment"), "found")
                .union(rows(check("fact_indicator_value", "part_within_whole"), "found"));
        star.fact("fact_indicator_value", both, 2023);

        assertThat(findings()).extracting(PublishChecks.Finding::isFatal).containsExactly(true, false);
    }

    @Test
    void everyCheckStandsWithTheTableItAsksAndSaysWhatFollows() {
        files(".sql").forEach(check -> {
            String sql = text(check);
            assertThat(sql).as(name(check)).containsPattern("\\A-- (fail|warn): [А-Я].*[а-я]");
            assertThat(ru.orientir.etl.table.BoundSql.inputs(sql))
                    .as(name(check))
                    .containsExactly(fact(check));
        });
    }

    @Test
    void everyCaseIsOfACheck() {
        assertThat(files(".csv").map(PublishChecksTest::name))
                .containsExactlyInAnyOrderElementsOf(
                        files(".sql").map(PublishChecksTest::name).toList());
    }

    private void register() {
        star.register("""
                organization_id,as_of_date,short_name
                S1,2020-01-01,Школа 1
                S1,2022-01-01,Лицей 1
                S2,2021-01-01,Школа 2
                """);
    }

    private List<PublishChecks.Finding> findings() {
        return new PublishChecks(warehouse).run("run", star.staged());
    }

    private List<String> noted() {
        return warehouse.queryForList(
                "SELECT concat_ws(' ', check_name, severity, failed_rows) FROM audit.quality_check WHERE run_id = 'run' ORDER BY 1",
                String.class);
    }

    private void stage(Path check, String section) {
        stage(check, section(check, section));
    }

    private void stage(Path check, CsvRows rows) {
        TreeSet<Integer> years = new TreeSet<>();
        int year = rows.columns().indexOf("reporting_year");
        rows.rows().forEach(row -> years.add(Integer.valueOf(row.get(year))));
        star.fact(fact(check), typed(check, rows), years.toArray(Integer[]::new));
    }

    private static Dataset<Row> rows(Path check, String section) {
        return typed(check, section(check, section));
    }

    private static Dataset<Row> typed(Path check, CsvRows rows) {
        return rows.rows(SPARK.get(), BundledTables.ALL.get(fact(check)).columns());
    }

    private static CsvRows section(Path check, String section) {
        try {
            return Sections.read(Path.of(check.toString().replace(".sql", ".csv")))
                    .get(section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path check(String fact, String name) {
        return TABLES.resolve(fact).resolve("checks").resolve(name + ".sql");
    }

    private static String fact(Path check) {
        return check.getParent().getParent().getFileName().toString();
    }

    private static String name(Path check) {
        return check.getFileName().toString().replaceFirst("[.]\\w+$", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(TABLES)) {
            return files
                    .filter(file -> file.getParent().endsWith("checks")
                            && file.toString().endsWith(ending))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
