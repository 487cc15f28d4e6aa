package ru.orientir.etl.cli;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.job.LoadRequest;
import ru.orientir.etl.settings.OrientirSettings;

/** What an operator may choose of every load: the day it is for and the feeds. */
class DayAndFeeds {

    @Spec(Spec.Target.MIXEE)
    CommandLine.Model.CommandSpec command;

    @Option(
            names = "--business-date",
            paramLabel = "YYYY-MM-DD",
            description = "Day the load is for; years that end after it are incomplete. Default: today.")
    LocalDate businessDate;

    @Option(
            names = "--feed",
            paramLabel = "FEED",
            arity = "1..*",
            split = ",",
            description = "Feeds to read, as their inbox folders are called. Default: all.")
    Set<String> feeds = new LinkedHashSet<>();

    /** A load of what was landed. */
    LoadRequest request(String name, OrientirSettings settings, Set<Integer> years) {
        return request(name, settings, years, settings.inbox(), Optional.empty());
    }

    final LoadRequest request(
            String name, OrientirSettings settings, Set<Integer> years, String inbox, Optional<String> vacancyApi) {
        requireKnownFeeds();
        return new LoadRequest(
                name,
                businessDate == null ? settings.businessDay() : businessDate,
                inbox,
                Set.copyOf(feeds),
                years,
                vacancyApi);
    }

    private void requireKnownFeeds() {
        Set<String> known = FeedContracts.bundled().all().stream()
                .map(FeedContract::feed)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String feed : feeds) {
            if (!known.contains(feed)) {
                throw new CommandLine.ParameterException(
                        command.commandLine(),
                        "There is no feed «" + feed + "»; choose among " + String.join(", ", known));
            }
        }
    }
}
