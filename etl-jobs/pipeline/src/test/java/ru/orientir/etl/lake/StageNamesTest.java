package ru.orientir.etl.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageNamesTest {

    @TempDir
    private Path lake;

    private StageNames names;

    @BeforeEach
    void open() {
        names = new StageNames(new Configuration(), lake.toUri().toString());
    }

    @Test
    void aFolderOfAFormerNameGetsThePresentOne() throws IOException {
        file("landed/enrolment/run=1/a.parquet");
        file("landed/vacancy/run=1/b.parquet");

        names.rename("landed", "land");

        assertThat(files()).containsExactly("land/enrolment/run=1/a.parquet", "land/vacancy/run=1/b.parquet");
        assertThat(lake.resolve("landed")).doesNotExist();
    }

    @Test
    void aRenamingThatWasInterruptedIsTakenUpWhereItWas() throws IOException {
        file("land/enrolment/run=1/a.parquet");
        file("landed/vacancy/run=1/b.parquet");

        names.rename("landed", "land");

        assertThat(files()).containsExactly("land/enrolment/run=1/a.parquet", "land/vacancy/run=1/b.parquet");
    }

    @Test
    void aSecondTimeChangesNothing() throws IOException {
        file("landed/enrolment/run=1/a.parquet");

        names.rename("landed", "land");
        names.rename("landed", "land");

        assertThat(files()).containsExactly("land/enrolment/run=1/a.parquet");
    }

    @Test
    void aLakeThatIsNotThereYetStaysSo() {
        names.rename("landed", "land");

        assertThat(lake).isEmptyDirectory();
    }

    @Test
    void whatStandsUnderBothNamesIsNeverOverwritten() throws IOException {
        file("land/enrolment/run=2/new.parquet");
        file("landed/enrolment/run=1/old.parquet");

        assertThatThrownBy(() -> names.rename("landed", "land"))
                .hasMessageContaining("Cannot rename landed to land in the lake at")
                .hasRootCauseMessage(
                        "cannot rename file:%1$s/landed/enrolment to file:%1$s/land/enrolment".formatted(lake));
        assertThat(files()).containsExactly("land/enrolment/run=2/new.parquet", "landed/enrolment/run=1/old.parquet");
    }

    private void file(String path) throws IOException {
        Path file = lake.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> lake.relativize(file).toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
