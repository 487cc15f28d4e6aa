package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.settings.SettingsReader;

@ExtendWith(EmptyLedger.class)
class PublishedRowsTest {

    private static final String DATASET = "fact_enrolment";
    private static final StructType SCHEMA = StructType.fromDDL("organization_id string, reporting_year int");

    @TempDir
    private static Path home;

    private static SparkSessions spark;
    private static ParquetLake lake;

    private Nights nights;
    private Publications publications;
    private PublishedRows published;

    @BeforeAll
    static void start() {
        spark = new SparkSessions(new SettingsReader(home, Map.of()).settings());
        lake = new ParquetLake(spark, home.resolve("lake").toString());
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @BeforeEach
    void open(JdbcTemplate warehouse) {
        nights = new Nights(warehouse);
        publications = new Publications(warehouse);
        published = new PublishedRows(publications, lake);
    }

    @Test
    void aYearIsReadFromTheRunThatServesItWhateverOthersLeft() {
        write("fact", "one", row("A", 2022), row("A", 2023));
        write("fact", "two", row("B", 2023));
        write("fact", "failed", row("C", 2022), row("C", 2024));
        serve("fact", "one", 2022);
        serve("fact", "two", 2023);

        assertThat(published.years(DATASET)).containsExactly(2022, 2023);
        assertThat(published.read(DATASET, List.of(2022, 2023, 2024), SCHEMA).collectAsList())
                .containsExactlyInAnyOrder(row("A", 2022), row("B", 2023));
        assertThat(published.read(DATASET, Set.of(2023), SCHEMA).collectAsList())
                .containsExactly(row("B", 2023));
    }

    @Test
    void rowsAreReadWhereverAStageKeptThem() {
        write("fact", "one", row("A", 2022));
        write("table", "two", row("B", 2023));
        serve("fact", "one", 2022);
        serve("table", "two", 2023);

        assertThat(published.read(DATASET, published.years(DATASET), SCHEMA).collectAsList())
                .containsExactlyInAnyOrder(row("A", 2022), row("B", 2023));
    }

    @Test
    void whatIsNotPublishedHasNoRowsButItsColumns() {
        assertThat(published.years(DATASET)).isEmpty();
        assertThat(published.read(DATASET, Set.of(2023), SCHEMA).collectAsList())
                .isEmpty();
        assertThat(published.read(DATASET, Set.of(2023), SCHEMA).columns()).containsExactly(SCHEMA.fieldNames());
    }

    private void write(String stage, String runId, Row... rows) {
        nights.begin(runId);
        lake.write(spark.get().createDataFrame(List.of(rows), SCHEMA), stage, DATASET, runId, "reporting_year");
    }

    private void serve(String stage, String runId, int year) {
        publications.serve(
                runId,
                List.of(new LakeFolder(
                        DATASET, year, stage + "/" + DATASET + "/run=" + runId + "/reporting_year=" + year)));
    }

    private static Row row(String organization, int year) {
        return RowFactory.create(organization, year);
    }
}
