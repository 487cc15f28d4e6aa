package ru.orientir.etl.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.publish.Publication;
import ru.orientir.etl.publish.PublishChecks;
import ru.orientir.etl.publish.StagedFacts;
import ru.orientir.etl.publish.StagedRejections;
import ru.orientir.etl.publish.SurrogateKeys;
import ru.orientir.etl.select.Selecting;
import ru.orientir.etl.settings.InParallel;

/** Steps load, check and publish: into staging, past the checks, before the readers. */
final class PublishingSteps {

    private static final String INDICATOR_VALUE = "fact_indicator_value";
    private static final String STAGE_COMPARISON = "fact_stage_comparison";

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
                        loads.add(() -> written.add(staged.loadYears(fact, tables.own(fact, stale, columns(fact)), stale))));
        loads.add(() -> written.add(stageComparison(run, staleYears, staged)));
        InParallel.forEach(loads, Runnable::run);
        return new LoadResult(
                null, written.sum(), rejected.sum(), "%,d rows copied to staging".formatted(written.sum()));
    }

    LoadResult check(LoadRun run) {
        List<PublishChecks.Finding> findings =
                new PublishChecks(warehouse).run(run.runId(), years.stale(run).byTable());
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
            Map<String, SortedSet<Integer>> staged = staleYears.byTable();
            publication.publish(
                    new Publication.Staged(
                            run.runId(),
                            run.businessDate(),
                            run.referenceDigest(),
                            staged,
                            yearsByFeed,
                            staged,
                            staleYears.all()),
                    lock::verify);
        }
        publication.clean();
        lake.deleteRuns(publications.abandonedRuns());
        lake.deleteOtherRuns(Selecting.STAGE, Set.of());
        lake.deleteOtherRuns(RunTables.STAGE, publications.servingRuns());
        return LoadResult.of("published");
    }

    private StructType columns(String table) {
        return switch (table) {
            case "fact_submission" -> IndicatorStage.SUBMISSION_SCHEMA;
            case INDICATOR_VALUE -> IndicatorStage.VALUE_SCHEMA;
            default -> sources.catalogue().get(table).columns();
        };
    }

    private long stageComparison(LoadRun run, StaleYears staleYears, StagedFacts staged) {
        if (staleYears.all().isEmpty()
                && publications.runByYear(INDICATOR_VALUE).isEmpty()) {
            warehouse.execute("DROP TABLE IF EXISTS staging." + STAGE_COMPARISON);
            warehouse.execute("CREATE TABLE staging." + STAGE_COMPARISON + " (LIKE core." + STAGE_COMPARISON + ")");
            return 0;
        }
        String comparison = lake.folder(RunTables.STAGE, STAGE_COMPARISON, run.runId());
        return staged.loadWhole(STAGE_COMPARISON, spark.get().read().parquet(comparison));
    }
}
