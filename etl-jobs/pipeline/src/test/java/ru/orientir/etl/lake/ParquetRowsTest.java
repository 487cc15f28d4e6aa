package ru.orientir.etl.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.settings.SettingsReader;

class ParquetRowsTest {

    private static final StructType SCHEMA = StructType.fromDDL("name string, persons int, share double, day date, "
            + "is_known boolean, findings array<struct<rule string, row_number int>>");

    private final Configuration storage = new Configuration();

    @TempDir
    private Path home;

    @Test
    void sparkReadsWhatWasWritten() throws IOException {
        List<Object[]> findings = Arrays.asList(new Object[] {"required", 7}, null, new Object[] {null, null});
        Path file = written(
                new Object[] {"Школа № 1", 12, 0.5, LocalDate.of(1969, 12, 31), true, findings},
                new Object[] {null, null, null, null, null, null},
                new Object[] {"", -1, -0.0, LocalDate.of(2024, 2, 29), false, List.of()});

        try (SparkSessions sessions = new SparkSessions(new SettingsReader(home, Map.of()).settings())) {
            List<Row> rows = sessions.get()
                    .read()
                    .schema(SCHEMA)
                    .parquet(file.toString())
                    .selectExpr("name", "persons", "share", "cast(day as string)", "is_known", "to_json(findings)")
                    .collectAsList();

            assertThat(rows)
                    .extracting(Row::toString)
                    .containsExactly(
                            "[Школа № 1,12,0.5,1969-12-31,true,[{\"rule\":\"required\",\"row_number\":7},null,{}]]",
                            "[null,null,null,null,null,null]",
                            "[,-1,-0.0,2024-02-29,false,[]]");
            assertThat(sessions.get().read().parquet(file.toString()).schema()).isEqualTo(SCHEMA);
        }
    }

    @Test
    void columnsComeInTheOrderAskedForAndUnknownOnesAreBlank() throws IOException {
        Path file =
                written(new Object[] {"А", 1, null, null, true, null}, new Object[] {"А", null, 2.5, null, null, null});

        try (ParquetRowReader reader = new ParquetRowReader(
                new org.apache.hadoop.fs.Path(file.toUri()),
                List.of("persons", "added_later", "name", "share"),
                storage)) {
            assertThat(reader.read()).containsExactly(1, null, "А", null);
            assertThat(reader.read()).containsExactly(null, null, "А", 2.5);
            assertThat(reader.read()).isNull();
        }
    }

    private Path written(Object[]... rows) throws IOException {
        Path file = home.resolve("rows.parquet");
        try (ParquetRowWriter writer =
                new ParquetRowWriter(new org.apache.hadoop.fs.Path(file.toUri()), ParquetSchema.of(SCHEMA), storage)) {
            for (Object[] row : rows) {
                writer.write(row);
            }
            assertThat(writer.rows()).isEqualTo(rows.length);
        }
        return file;
    }
}
