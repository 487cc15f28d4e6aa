package ru.orientir.etl.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.publish.Publication;
import ru.orientir.etl.publish.PublishChecks;
import ru.orientir.etl.publish.StagedFacts;
import ru.orientir.etl.publish.StagedRejections;
import ru.orientir.etl.publish.SurrogateKeys;
import ru.orientir.etl.select.CurrentRows;
import ru.orientir.etl.settings.InParallel;

/** Steps load, check and publish: into staging, past the checks, before the readers. */
final class PublishingSteps {

    private static final String INDICATOR_VALUE = "fact_indicator_value";
    private static final String STAGE_COMPARISON = "fact_stage_comparison";

    private final RunWorkspace workspace;
    private final RunRecords records;
    private final FeedContracts contracts;
    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;
    private final RunLock lock;

    PublishingSteps(
            RunWorkspace workspace,
            RunRecords records,
            FeedContracts contracts,
            JdbcTemplate warehouse,
            TransactionTemplate transaction,
            RunLock lock) {
        this.workspace = workspace;
        this.records = records;
        this.contracts = contracts;
        this.warehouse = warehouse;
        this.transaction = transaction;
        this.lock = lock;
    }

    LoadResult load(LoadRun run) {
        RebuildScope scope = workspace.scope(run);
        StagedFacts staged =
                new StagedFacts(warehouse, workspace.sink(), new SurrogateKeys(warehouse, workspace.dimensions()));
        LongAdder written = new LongAdder();
        LongAdder rejected = new LongAdder();
        List<Runnable> loads = new ArrayList<>();
        loads.add(() -> rejected.add(stageRejections(run)));
        workspace
                .stagedYears(scope)
                .forEach((fact, years) ->
                        loads.add(() -> written.add(staged.loadYears(fact, ownRows(run, fact, years), years))));
        loads.add(() -> written.add(stageComparison(run, scope, staged)));
        InParallel.forEach(loads, Runnable::run);
        return new LoadResult(
                null, written.sum(), rejected.sum(), "%,d rows copied to staging".formatted(written.sum()));
    }

    LoadResult check(LoadRun run) {
        List<PublishChecks.Finding> findings =
                new PublishChecks(warehouse).run(run.runId(), workspace.stagedYears(workspace.scope(run)));
        String told = findings.stream()
                .map(finding -> "%s (%s, %d)".formatted(finding.messageRu(), finding.check(), finding.rows()))
                .collect(Collectors.joining("; "));
        if (findings.stream().anyMatch(PublishChecks.Finding::isFatal)) {
            throw new ChecksFailedException("The checks failed and nothing was published: " + told);
        }
        return LoadResult.of(told.isEmpty() ? "all checks passed" : "passed with warnings: " + told);
    }

    LoadResult publish(LoadRun run) {
        Publication publication = new Publication(warehouse, transaction);
        if (!records.isPublished(run.runId())) {
            RebuildScope scope = workspace.scope(run);
            Map<String, SortedSet<Integer>> yearsByFeed = new TreeMap<>();
            for (FeedContract contract : contracts.all()) {
                yearsByFeed.put(contract.feed(), workspace.judgedYears(run, scope, contract.feed()));
            }
            Map<String, SortedSet<Integer>> staged = workspace.stagedYears(scope);
            publication.publish(
                    new Publication.Staged(
                            run.runId(),
                            run.businessDate(),
                            run.referenceDigest(),
                            staged,
                            yearsByFeed,
                            staged,
                            scope.years()),
                    lock::verify);
        }
        publication.clean();
        workspace.lake().deleteRuns(records.abandonedRuns());
        workspace.lake().deleteOtherRuns(CurrentRows.STAGE, Set.of());
        workspace.lake().deleteOtherRuns(FactViews.STAGE, records.servingRuns());
        return LoadResult.of("published");
    }

    private Dataset<Row> ownRows(LoadRun run, String fact, SortedSet<Integer> years) {
        Map<Integer, String> runs = workspace.runs(run, fact, years, years);
        return FactTable.ALL.stream()
                .filter(table -> table.name().equals(fact))
                .findFirst()
                .map(table -> workspace.facts().read(table, runs))
                .orElseGet(() -> workspace.readFact(fact, runs));
    }

    private long stageComparison(LoadRun run, RebuildScope scope, StagedFacts staged) {
        if (scope.years().isEmpty() && records.publishedRuns(INDICATOR_VALUE).isEmpty()) {
            warehouse.execute("DROP TABLE IF EXISTS staging." + STAGE_COMPARISON);
            warehouse.execute("CREATE TABLE staging." + STAGE_COMPARISON + " (LIKE core." + STAGE_COMPARISON + ")");
            return 0;
        }
        String comparison = workspace.lake().folder(FactViews.STAGE, STAGE_COMPARISON, run.runId());
        return staged.loadWhole(STAGE_COMPARISON, workspace.spark().read().parquet(comparison));
    }

    private long stageRejections(LoadRun run) {
        StagedRejections rejections =
                new StagedRejections(workspace.spark(), workspace.lake(), warehouse, workspace.sink());
        Set<String> feeds = records.feedsOf(run.runId());
        for (FeedContract contract : contracts.all()) {
            if (feeds.contains(contract.feed())) {
                rejections.addBrokenRules(run.runId(), contract);
            }
            if (workspace.currentRows().hasRejected(run.runId(), contract)) {
                rejections.add(contract, workspace.currentRows().rejected(run.runId(), contract));
            }
            if (!contract.replaces().isEmpty()) {
                rejections.addSuperseded(
                        contract, workspace.currentRows().supersededSubmissions(run.runId(), contract));
            }
            records.fileCounts(run.runId(), contract.feed()).forEach((sha256, count) -> workspace
                    .mostlyRejected(contract, count)
                    .ifPresent(reason -> rejections.addRefusal(contract.feed(), count.fileName(), sha256, reason)));
        }
        return rejections.load(run.runId());
    }
}
