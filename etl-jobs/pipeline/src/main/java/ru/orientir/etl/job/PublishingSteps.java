package ru.orientir.etl.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.LakeFolder;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.publish.Publication;
import ru.orientir.etl.publish.PublishChecks;
import ru.orientir.etl.publish.StagedFacts;
import ru.orientir.etl.publish.StagedRejections;
import ru.orientir.etl.publish.SurrogateKeys;
import ru.orientir.etl.select.Selecting;
import ru.orientir.etl.settings.InParallel;
import ru.orientir.etl.table.Table;

/** Steps load, check and publish: into staging, past the checks, before the readers. */
final class PublishingSteps {

    private final TableSources sources;
    private final SparkSessions spark;
    private final ParquetLake lake;
    private final CopySink sink;
    private final Publications publications;
    private final Publication publication;
    private final RunYears years;
    private final RunRejections rejections;
    private final FeedContracts contracts;
    private final JdbcTemplate warehouse;
    private final RunLock lock;

    PublishingSteps(
            TableSources sources,
            SparkSessions spark,
            ParquetLake lake,
            CopySink sink,
            Publications publications,
            Publication publication,
            RunYears years,
            RunRejections rejections,
            FeedContracts contracts,
            JdbcTemplate warehouse,
            RunLock lock) {
        this.sources = sources;
        this.spark = spark;
        this.lake = lake;
        this.sink = sink;
        this.publications = publications;
        this.publication = publication;
        this.years = years;
        this.rejections = rejections;
        this.contracts = contracts;
        this.warehouse = warehouse;
        this.lock = lock;
    }

    LoadResult load(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        RunTables tables = sources.of(run, staleYears);
        StagedFacts staged = new StagedFacts(warehouse, sink, new SurrogateKeys(warehouse, tables.dimensions()));
        LongAdder written = new LongAdder();
        LongAdder rejected = new LongAdder();
        List<Runnable> loads = new ArrayList<>();
        loads.add(() -> rejected.add(rejections.stage(
                run,
                sources.selected(run),
                sources.feeds().all(run, staleYears),
                new StagedRejections(spark.get(), lake, warehouse, sink, tables.dimensions()))));
        staleYears
                .byTable()
                .forEach((fact, stale) ->
                        loads.add(() -> written.add(staged.loadYears(fact.name(), tables.own(fact), stale))));
        for (Table whole : sources.catalogue().facts(Table.Step.COMPARISON)) {
            loads.add(() -> written.add(staged.loadWhole(whole.name(), tables.own(whole))));
        }
        InParallel.forEach(loads, Runnable::run);
        return new LoadResult(
                null, written.sum(), rejected.sum(), "%,d rows copied to staging".formatted(written.sum()));
    }

    LoadResult check(LoadRun run) {
        List<PublishChecks.Finding> findings = new PublishChecks(warehouse).run(run.runId(), byName(years.stale(run)));
        String told = findings.stream()
                .map(finding -> "%s (%s, %d)".formatted(finding.messageRu(), finding.check(), finding.rows()))
                .collect(Collectors.joining("; "));
        if (findings.stream().anyMatch(PublishChecks.Finding::isFatal)) {
            throw new ChecksFailedException("The checks failed and nothing was published: " + told);
        }
        return LoadResult.of(told.isEmpty() ? "all checks passed" : "passed with warnings: " + told);
    }

    LoadResult publish(LoadRun run) {
        if (!publications.isPublished(run.runId())) {
            StaleYears staleYears = years.stale(run);
            Map<String, SortedSet<Integer>> yearsByFeed = new TreeMap<>();
            for (FeedContract contract : contracts.all()) {
                yearsByFeed.put(contract.feed(), years.judged(run, staleYears, contract.feed()));
            }
            Map<String, SortedSet<Integer>> staged = byName(staleYears);
            publication.publish(
                    new Publication.Staged(
                            run.runId(),
                            run.businessDate(),
                            run.referenceDigest(),
                            staged,
                            yearsByFeed,
                            folders(run, staleYears),
                            staleYears.all()),
                    lock::verify);
        }
        publication.clean();
        lake.deleteRuns(publications.abandonedRuns());
        lake.deleteOtherRuns(Selecting.STAGE, Set.of());
        // What an older program made of facts: no year of it serves once all were made anew.
        lake.deleteOtherRuns("current", Set.of());
        lake.deleteOtherRuns("fact", publications.servingRuns());
        for (Table.Step step : Table.Step.values()) {
            lake.deleteOtherRuns(step.word(), publications.servingRuns());
        }
        return LoadResult.of("published");
    }

    private static Map<String, SortedSet<Integer>> byName(StaleYears staleYears) {
        Map<String, SortedSet<Integer>> byName = new TreeMap<>();
        staleYears.byTable().forEach((fact, years) -> byName.put(fact.name(), years));
        return byName;
    }

    /** The folders of the lake that this run serves from now on. */
    private static List<LakeFolder> folders(LoadRun run, StaleYears staleYears) {
        List<LakeFolder> folders = new ArrayList<>();
        staleYears
                .byTable()
                .forEach((fact, years) -> years.forEach(year -> folders.add(new LakeFolder(
                        fact.name(),
                        year,
                        "%s/%s/run=%s/reporting_year=%d"
                                .formatted(fact.step().word(), fact.name(), run.runId(), year)))));
        return folders;
    }
}
