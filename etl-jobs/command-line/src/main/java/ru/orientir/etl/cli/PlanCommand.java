package ru.orientir.etl.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.FileDrop;
import ru.orientir.etl.job.InboxComparison;
import ru.orientir.etl.job.LoadPlan;
import ru.orientir.etl.job.LoadRequest;
import ru.orientir.etl.job.RunYears;
import ru.orientir.etl.lake.HadoopSettings;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.rules.FileCheck;

/** Tells what nightly or backfill would do now. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        header = "Show what nightly would read and rebuild; changes nothing.",
        description = {
            "",
            "New files are read to tell the years they touch: those they hold, those of the version they",
            "replace, and every year where the register of organizations is new. --no-years spares that.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir plan",
            "  ./orientir plan --inbox /srv/inbox --feed enrolment",
            "  ./orientir plan --years 2020..2022"
        })
final class PlanCommand extends Subcommand {

    private static final int MOST_NAMES = 20;

    @Mixin
    private LoadOptions options;

    @Option(
            names = "--years",
            paramLabel = "YEARS",
            converter = YearRange.Converter.class,
            description = "Plan a backfill of these years.")
    private YearRange years = new YearRange(Set.of());

    @Option(names = "--no-years", description = "Do not read the new files.")
    private boolean withoutYears;

    PlanCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        LoadRequest request = options.request("plan", settings(), years.years());
        if (!WarehouseDatabase.existsFor(settings())) {
            tellFirstLoad(request);
            return 0;
        }
        WarehouseDatabase database = context.openWarehouse(command);
        if (!database.isMigrated()) {
            tellFirstLoad(request);
            return 0;
        }
        JdbcTemplate warehouse = new JdbcTemplate(database.etl());
        KnownFiles files = new KnownFiles(warehouse);
        Publications publications = new Publications(warehouse);
        InboxComparison inbox = new InboxComparison(
                files,
                publications,
                FeedContracts.bundled(),
                HadoopSettings.of(settings()),
                settings().lake(),
                () -> Pseudonymiser.of(settings().pseudonymKey()));
        LoadPlan plan = inbox.plan(request);
        tellFiles(plan.newFiles());
        context.out().println(TextTable.grouped(plan.knownFiles()) + " files are known already");
        plan.notices().forEach(context.out()::println);
        if (plan.isEmpty()) {
            context.out().println("Nothing new: a load would publish nothing.");
        } else if (!withoutYears) {
            if (plan.makesEveryYearStale()) {
                context.out().println("The reference data changed: every year is stale.");
            }
            Set<Integer> years = new RunYears(
                            new RunFiles(warehouse),
                            files,
                            publications,
                            RunYears.tables(FeedContracts.bundled()),
                            settings().years().first())
                    .planned(request, plan, yearsOf(plan.newFiles()));
            context.out().println("Years to build anew: " + (years.isEmpty() ? "none" : text(years)));
        }
        request.vacancyApi().ifPresent(api -> context.out().println("Vacancies would be asked of " + api));
        return 0;
    }

    private void tellFirstLoad(LoadRequest request) {
        FileDrop inbox = new FileDrop(request.inbox(), HadoopSettings.of(settings()));
        List<SourceFile> files = new ArrayList<>();
        for (FeedContract contract : FeedContracts.bundled().all()) {
            if (request.feeds().isEmpty() || request.feeds().contains(contract.feed())) {
                inbox.files(contract.feed()).forEach(files::add);
            }
        }
        context.out().println("Nothing has been loaded yet.");
        tellFiles(files);
        InboxComparison.unread(inbox, FeedContracts.bundled()).forEach(context.out()::println);
        if (files.isEmpty()) {
            context.out().println("There is no file to read in " + request.inbox());
        } else if (!withoutYears) {
            Set<Integer> years =
                    RunYears.ofFirstLoad(RunYears.tables(FeedContracts.bundled()), request, yearsOf(files));
            context.out().println("Years to build: " + (years.isEmpty() ? "none" : text(years)));
        }
    }

    private void tellFiles(List<SourceFile> files) {
        Map<String, List<SourceFile>> feeds = new TreeMap<>();
        files.forEach(file ->
                feeds.computeIfAbsent(file.feed(), feed -> new ArrayList<>()).add(file));
        feeds.forEach((feed, own) -> {
            long bytes = own.stream().mapToLong(SourceFile::sizeBytes).sum();
            context.out()
                    .println(feed + ": " + TextTable.grouped(own.size()) + " new files, "
                            + TextTable.grouped((bytes + 1023) / 1024) + " KB");
            own.stream().limit(MOST_NAMES).forEach(file -> context.out().println("  " + file.name()));
            if (own.size() > MOST_NAMES) {
                context.out().println("  … and " + TextTable.grouped(own.size() - MOST_NAMES) + " more");
            }
        });
    }

    private Map<String, SortedSet<Integer>> yearsOf(List<SourceFile> files) {
        FileCheck check = CheckBeforeSending.of(settings());
        Map<String, SortedSet<Integer>> years = new TreeMap<>();
        for (SourceFile file : files) {
            if (file.isUnreadable()) {
                context.err().println("Cannot read " + file.feed() + "/" + file.name());
                continue;
            }
            URI location = URI.create(file.location());
            if (!"file".equals(location.getScheme())) {
                context.err().println("The years of " + file.location() + " are told by the load itself");
                continue;
            }
            years.computeIfAbsent(file.feed(), feed -> new TreeSet<>())
                    .addAll(check.validate(Path.of(location.getPath()), file.feed())
                            .years());
        }
        return years;
    }

    private static String text(Set<Integer> years) {
        return String.join(
                ", ", new TreeSet<>(years).stream().map(String::valueOf).toList());
    }
}
