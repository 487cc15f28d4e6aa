package ru.orientir.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.FileDrop;

class InboxComparisonTest {

    @TempDir
    private Path inbox;

    @Test
    void whatLiesInTheInboxAndIsNotReadIsToldWithoutNamesOfFiles() throws IOException {
        Files.createDirectory(inbox.resolve("enrolment"));
        Files.createDirectory(inbox.resolve("enrollment"));
        Files.createDirectory(inbox.resolve(".git"));
        Files.createFile(inbox.resolve("Контингент Иванова Анна.xlsx"));
        Files.createFile(inbox.resolve("~$Контингент.xlsx"));

        assertThat(InboxComparison.unread(
                        new FileDrop(inbox.toString(), new Configuration(false)), FeedContracts.bundled()))
                .containsExactly(
                        "Folder enrollment is no feed and is not read",
                        "Not read: 1 file beside the folders of the feeds; a file belongs in its feed's folder, such as enrolment");
    }

    @Test
    void nothingIsUnreadWhereThereIsNoInbox() {
        assertThat(InboxComparison.unread(
                        new FileDrop(inbox.resolve("none").toString(), new Configuration(false)),
                        FeedContracts.bundled()))
                .isEmpty();
    }
}
