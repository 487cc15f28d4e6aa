package ru.orientir.etl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import ru.orientir.etl.job.LoadRequest;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.OrientirSettings;

/** What an operator may choose of a load that reads deliveries: also where they are. */
final class LoadOptions extends DayAndFeeds {

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "Folder with one sub-folder a feed. Default: ORIENTIR_INBOX, else ORIENTIR_HOME/inbox.")
    private String inbox;

    @Option(
            names = "--vacancy-api",
            paramLabel = "URL",
            description = "Base address of the vacancy API. Default: ORIENTIR_VACANCY_API, else only files are read.")
    private String vacancyApi;

    /** The same choice as arguments of another process. */
    List<String> asArguments() {
        List<String> arguments = new ArrayList<>();
        if (businessDate != null) {
            arguments.add("--business-date=" + businessDate);
        }
        feeds.forEach(feed -> arguments.add("--feed=" + feed));
        if (inbox != null) {
            arguments.add("--inbox=" + inbox);
        }
        if (vacancyApi != null) {
            arguments.add("--vacancy-api=" + vacancyApi);
        }
        return arguments;
    }

    @Override
    LoadRequest request(String name, OrientirSettings settings, Set<Integer> years) {
        return request(
                name,
                settings,
                years,
                inbox(settings),
                vacancyApi == null ? settings.vacancy().address() : Optional.of(vacancyApi));
    }

    /** The usual inbox is made when missing; a folder somebody names must be there, for a lost mount must not pass as «nothing new». */
    private String inbox(OrientirSettings settings) {
        String chosen = inbox == null ? settings.inbox() : inbox;
        if (chosen.matches("(?i)[a-z][a-z0-9+.-]+:/.*")) {
            return chosen;
        }
        Path folder = Path.of(chosen).toAbsolutePath().normalize();
        if (inbox == null && folder.equals(settings.home().resolve("inbox"))) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new CannotProceedException("Cannot make the inbox " + folder + ": " + e.getMessage(), e);
            }
        }
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new CannotProceedException(
                    "Cannot read the inbox " + folder + ": there is no such folder, or it may not be read");
        }
        return folder.toString();
    }
}
