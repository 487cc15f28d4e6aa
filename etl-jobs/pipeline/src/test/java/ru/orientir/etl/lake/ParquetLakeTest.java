package ru.orientir.etl.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.settings.SettingsReader;

class ParquetLakeTest {

    @TempDir
    private Path home;

    @Test
    void datasetWithoutRowsKeepsItsSchema() {
        try (SparkSessions sessions = new SparkSessions(new SettingsReader(home, Map.of()).settings())) {
            SparkSession spark = sessions.get();
            ParquetLake lake = new ParquetLake(() -> spark, home.resolve("lake").toString());
            StructType schema = StructType.fromDDL("organization_id string, pupils_persons int, reporting_year int");
            Dataset<Row> noRows = spark.createDataFrame(List.of(), schema);

            lake.write(noRows, "fact", "fact_enrolment", "1", "reporting_year");

            assertThat(spark.read()
                            .parquet(lake.folder("fact", "fact_enrolment", "1"))
                            .schema()
                            .fieldNames())
                    .containsExactly("organization_id", "pupils_persons");
            assertThat(lake.readYears("fact", "fact_enrolment", Map.of(2023, "1"), schema)
                            .collectAsList())
                    .isEmpty();
        }
    }

    @Test
    void aRunWithoutRowsIsReadBesideOneWithRows() {
        try (SparkSessions sessions = new SparkSessions(new SettingsReader(home, Map.of()).settings())) {
            SparkSession spark = sessions.get();
            ParquetLake lake = new ParquetLake(() -> spark, home.resolve("lake").toString());
            StructType schema = StructType.fromDDL("organization_id string, reporting_year int");
            lake.write(
                    spark.createDataFrame(List.of(RowFactory.create("A", 2023)), schema),
                    "conformed",
                    "event_participation",
                    "1",
                    "reporting_year");
            lake.write(
                    spark.createDataFrame(List.of(), schema),
                    "conformed",
                    "event_participation",
                    "2",
                    "reporting_year");

            assertThat(lake.readRuns("conformed", "event_participation", List.of("1", "2"), schema)
                            .collectAsList())
                    .hasSize(1);
            assertThat(lake.readRuns("conformed", "event_participation", List.of("2"), schema)
                            .collectAsList())
                    .isEmpty();
        }
    }
}
