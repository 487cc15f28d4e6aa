package ru.orientir.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.FileDrop;

class LoadPlanningTest {

    @TempDir
    private Path inbox;

    @Test
    void whatLiesInTheInboxAndIsNotReadIsToldWithoutNamesOfFiles() throws IOException {
        Files.createDirectory(inbox.resolve("enrolment"));
        Files.createDirectory(inbox.resolve("enrollment"));
        Files.createDirectory(inbox.resolve(".git"));
        Files.createFile(inbox.resolve("Контингент Иванова Анна.xlsx"));
        Files.createFile(inbox.resolve("~$Контингент.xlsx"));

        assertThat(LoadPlanning.unread(
                        new FileDrop(inbox.toString(), new Configuration(false)), FeedContracts.bundled()))
                .containsExactly(
                        "Folder enrollment is no feed and is not read",
                        "Not read: 1 file beside the folders of the feeds; a file belongs in its feed's folder, such as enrolment");
    }

    @Test
    void nothingIsUnreadWhereThereIsNoInbox() {
        assertThat(LoadPlanning.unread(
                        new FileDrop(inbox.resolve("none").toString(), new Configuration(false)),
                        FeedContracts.bundled()))
                .isEmpty();
    }

    @Test
    void theFirstLoadFollowsAgreementsFromTheProgrammesFirstYearToTheLastYearThatHasEnded() {
        LoadRequest request = new LoadRequest(
                "plan", LocalDate.of(2023, 5, 1), inbox.toString(), Set.of(), Set.of(), Optional.empty());

        assertThat(LoadPlanning.yearsOfFirstLoad(
                        request, Map.of("partnership_agreement", new TreeSet<>(List.of(2018, 2021)))))
                .containsExactly(2020, 2021, 2022);
    }
}
