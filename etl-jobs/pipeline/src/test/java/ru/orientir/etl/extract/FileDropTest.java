package ru.orientir.etl.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.reading.SourceFile;

class FileDropTest {
    @TempDir
    private Path inbox;

    private Path feed;

    @BeforeEach
    void makeFeed() throws IOException {
        feed = Files.createDirectory(inbox.resolve("vacancy"));
    }

    @Test
    void findsFilesInFoldersOfAnyName() throws IOException {
        write("2023/«кавычки» 100%25 #1.csv");
        write("folder.csv/a b.csv");

        assertThat(names()).containsExactly("2023/«кавычки» 100%25 #1.csv", "folder.csv/a b.csv");
    }

    @Test
    void leavesHiddenAndUnfinishedFilesAlone() throws IOException {
        write(".hidden.csv");
        write("~$open.xlsx");
        write("arriving.csv.part");
        write("_draft/a.csv");

        assertThat(names()).isEmpty();
    }

    @Test
    void entersAFolderOnceHoweverManyLinksLeadToIt() throws IOException {
        write("2023/a.csv");
        Files.createSymbolicLink(feed.resolve("2023/loop"), feed);
        Files.createSymbolicLink(feed.resolve("again"), feed.resolve("2023"));

        assertThat(names()).hasSize(1);
    }

    @Test
    void aLinkThatLeadsNowhereIsNoDelivery() throws IOException {
        Files.createSymbolicLink(feed.resolve("lost.csv"), inbox.resolve("nowhere.csv"));

        assertThat(names()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listsAFileThatCannotBeReadAmongTheOthers() throws IOException {
        write("good.csv");
        Files.createSymbolicLink(feed.resolve("locked.csv"), Path.of("/proc/self/mem"));

        assertThat(files()).extracting(SourceFile::name).containsExactly("good.csv", "locked.csv");
        assertThat(files()).extracting(SourceFile::isUnreadable).containsExactly(false, true);
    }

    private void write(String name) throws IOException {
        Path file = feed.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private List<SourceFile> files() {
        return new FileDrop(inbox.toString(), new Configuration()).files("vacancy");
    }

    private List<String> names() {
        return files().stream().map(SourceFile::name).toList();
    }
}
