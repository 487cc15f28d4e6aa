package ru.orientir.etl.cli;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ru.orientir.etl.conform.FileCheck;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.FileDrop;
import ru.orientir.etl.extract.SourceFile;
import ru.orientir.etl.job.LoadPlan;
import ru.orientir.etl.job.LoadPlanning;
import ru.orientir.etl.job.LoadRequest;
import ru.orientir.etl.job.RunRecords;
import ru.orientir.etl.platform.CannotProceedException;
import ru.orientir.etl.platform.WarehouseDatabase;

/** Tells what nightly or backfill would do now. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        header = "Show what nightly would read and rebuild; changes nothing.",
        description = {
            "",
            "New files are read to tell the years they touch: those they hold, and those of the version",
            "they replace. --no-years spares that.",
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
        LoadPlan plan = new LoadPlanning(
                        new RunRecords(new JdbcTemplate(database.etl())),
                        FeedContracts.bundled(),
                        new Configuration(),
                        settings().lake())
                .plan(request);
        tellFiles(plan.newFiles());
        context.out().println(TextTable.grouped(plan.knownFiles()) + " files are known already");
        plan.notices().forEach(context.out()::println);
        if (plan.isEmpty()) {
            context.out().println("Nothing new: a load would publish nothing.");
        } else if (!plan.years().isEmpty()) {
            context.out().println("Years to build anew: " + text(plan.years()));
        } else if (plan.isReferenceNew() && plan.lastVintage() > 0) {
            context.out().println("The reference data changed: all years would be built anew.");
        } else if (!withoutYears) {
            Set<Integer> touched = touchedYears(plan.newFiles());
            touched.addAll(replacedYears(database, plan.newFiles()));
            context.out().println("Years to build anew: " + (touched.isEmpty() ? "none" : text(touched)));
        }
        request.vacancyApi().ifPresent(api -> context.out().println("Vacancies would be asked of " + api));
        return 0;
    }

    private void tellFirstLoad(LoadRequest request) {
        FileDrop inbox = new FileDrop(request.inbox(), new Configuration());
        List<SourceFile> files = new ArrayList<>();
        for (FeedContract contract : FeedContracts.bundled().all()) {
            if (request.feeds().isEmpty() || request.feeds().contains(contract.feed())) {
                inbox.files(contract.feed()).forEach(files::add);
            }
        }
        context.out().println("Nothing has been loaded yet.");
        tellFiles(files);
        if (!withoutYears && !files.isEmpty()) {
            context.out().println("Years to build: " + text(touchedYears(files)));
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

    private Set<Integer> touchedYears(List<SourceFile> files) {
        FileCheck check = FileChecks.of(settings());
        Set<Integer> touched = new TreeSet<>();
        for (SourceFile file : files) {
            URI location = URI.create(file.location());
            if (!"file".equals(location.getScheme())) {
                context.err().println("The years of " + file.location() + " are told by the load itself");
                continue;
            }
            touched.addAll(
                    check.validate(Path.of(location.getPath()), file.feed()).years());
        }
        return touched;
    }

    private static Set<Integer> replacedYears(WarehouseDatabase database, List<SourceFile> files) {
        Set<Integer> replaced = new HashSet<>();
        try (Connection connection = database.connect("orientir plan");
                PreparedStatement statement = connection.prepareStatement(
                        "select reporting_years from audit.source_file"
                                + " where feed_code = ? and file_name = ? and status = 'active' and reporting_years is not null")) {
            for (SourceFile file : files) {
                statement.setString(1, file.feed());
                statement.setString(2, file.name());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Array years = row.getArray(1);
                        for (Object year : (Object[]) years.getArray()) {
                            replaced.add(((Number) year).intValue());
                        }
                    }
                }
            }
            return replaced;
        } catch (SQLException e) {
            throw new CannotProceedException("Cannot plan: " + e.getMessage(), e);
        }
    }

    private static String text(Set<Integer> years) {
        return String.join(
                ", ", new TreeSet<>(years).stream().map(String::valueOf).toList());
    }
}
