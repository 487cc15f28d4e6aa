package ru.orientir.etl.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.reading.Pseudonymiser;

class FileCheckTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    private final FileCheck check = new FileCheck(
            FeedContracts.bundled(),
            ReferenceCodes.bundled(),
            new ReportingYears(2019, 2025),
            0.5,
            new Pseudonymiser("a key for tests only".getBytes(StandardCharsets.UTF_8), "test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organization_register",
                "event_participation",
                "satisfaction_survey",
                "survey_invitation",
                "partnership_agreement",
                "minor_employment"
            })
    void tellsTheFeedFromTheHeader(String feed) throws IOException {
        Path file = Files.copy(GOLDEN.resolve(feed).resolve("input.csv"), folder.resolve("file.csv"));

        assertThat(check.validate(file, null).feed()).isEqualTo(feed);
    }

    @Test
    void tellsTheFeedFromTheFolder() throws IOException {
        Path file = Files.createDirectories(folder.resolve("survey_invitation/2022"))
                .resolve("x.csv");
        Files.writeString(file, "");

        FileReport report = check.validate(file, null);

        assertThat(report.feed()).isEqualTo("survey_invitation");
        assertThat(report.refusal().rule()).isEqualTo("empty_file");
        assertThat(report.lines()).anySatisfy(line -> assertThat(line).contains("НЕ ПРИНЯТ", "x.csv"));
    }

    @Test
    void findsARowThatIsThereTwice() throws IOException {
        Path file = folder.resolve("i.csv");
        Files.writeString(file, """
                Код школы;Год;Кто отвечает;Ступень;Приглашено
                07724000-S-001;2022;ребёнок;1–7;10
                07724000-S-001;2022;Ребенок;1-7 классы;12
                """);

        FileReport report = check.validate(file, null);

        assertThat(report.valid()).isEqualTo(1);
        assertThat(report.countsByRule()).containsEntry("duplicate", 1L);
        assertThat(report.lines()).anySatisfy(line -> assertThat(line).contains("строка 3", "в строке 2"));
    }

    @Test
    void saysNothingOfTheRowsOfARefusedFile() throws IOException {
        Path file = folder.resolve("i.csv");
        Files.writeString(file, "Код школы;Год;Кто отвечает;Ступень;Приглашено\n07724000-S-001;1998;ребёнок;1–7;10\n");

        FileReport report = check.validate(file, null);

        assertThat(report.refusal().rule()).isEqualTo("wrong_year");
        assertThat(report.rejections()).isEmpty();
        assertThat(report.lines()).hasSize(2);
    }

    @Test
    void refusesAFileOfMostlyWrongRows() throws IOException {
        Path file = folder.resolve("i.csv");
        Files.writeString(
                file,
                "Код школы;Год;Кто отвечает;Ступень;Приглашено\n"
                        + "07724000-S-001;2022;ребёнок;1–7;много\n".repeat(30));

        assertThat(check.validate(file, null).refusal().rule()).isEqualTo("too_many_rejected");
    }

    @Test
    void namesABrokenFileOfNoKnownFeed() throws IOException {
        Path file = folder.resolve("broken.xlsx");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});

        FileReport report = check.validate(file, null);

        assertThat(report.refusal().rule()).isEqualTo("unreadable");
        assertThat(report.lines()).anySatisfy(line -> assertThat(line).contains("broken.xlsx"));
    }

    @Test
    void asksForTheFeedOfAStrangeForm() throws IOException {
        Path file = folder.resolve("strange.csv");
        Files.writeString(file, "a;b\n1;2\n");

        FileReport report = check.validate(file, null);

        assertThat(report.feed()).isNull();
        assertThat(report.refusal().messageRu()).contains("strange.csv", "--feed");
    }
}
