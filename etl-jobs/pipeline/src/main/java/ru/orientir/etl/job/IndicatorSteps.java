package ru.orientir.etl.job;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.settings.InParallel;
import ru.orientir.warehouse.IndicatorCatalogue;

/** Steps indicator and comparison: the numbers people read. */
final class IndicatorSteps {

    private static final String SUBMISSION = "fact_submission";
    private static final String INDICATOR_VALUE = "fact_indicator_value";
    private static final String STAGE_COMPARISON = "fact_stage_comparison";

    private final RunWorkspace workspace;
    private final RunRecords records;
    private final FeedContracts contracts;

    IndicatorSteps(RunWorkspace workspace, RunRecords records, FeedContracts contracts) {
        this.workspace = workspace;
        this.records = records;
        this.contracts = contracts;
    }

    LoadResult indicator(LoadRun run) {
        RebuildScope scope = workspace.scope(run);
        SortedSet<Integer> years = scope.years();
        if (years.isEmpty()) {
            return LoadResult.of("no year is touched");
        }
        workspace.dimensions();
        workspace.registerFacts(run, scope);
        IndicatorStage stage = indicators();
        workspace.facts().rebuild(years);
        List<IndicatorStage.Deliveries> deliveries = contracts.all().stream()
                .filter(contract -> !contract.feed().equals(RebuildScope.REGISTER))
                .map(contract -> new IndicatorStage.Deliveries(
                        contract,
                        FactTable.listsStandingThings(contract.feed()),
                        records.currentFiles(run.runId(), contract.feed()),
                        records.receivedAt(run.runId(), contract.feed()),
                        records.emptyForms(run.runId(), contract.feed())))
                .toList();
        InParallel.forEach(
                List.<Runnable>of(
                        () -> workspace.facts().write(stage.submissions(deliveries, years), SUBMISSION, run.runId()),
                        stage::registerParts),
                Runnable::run);
        workspace
                .readFact(SUBMISSION, workspace.runs(run, SUBMISSION, years, years))
                .createOrReplaceTempView(SUBMISSION);
        workspace.facts().write(stage.values(run.businessDate(), years), INDICATOR_VALUE, run.runId());
        return LoadResult.of(
                "%d indicators, years %s".formatted(catalogue().indicators().size(), years));
    }

    LoadResult comparison(LoadRun run) {
        workspace.dimensions();
        SortedSet<Integer> stale = workspace.scope(run).years();
        SortedSet<Integer> all =
                new TreeSet<>(records.publishedRuns(INDICATOR_VALUE).keySet());
        all.addAll(stale);
        if (all.isEmpty()) {
            return LoadResult.of("no year is known");
        }
        Dataset<Row> values = workspace.readFact(INDICATOR_VALUE, workspace.runs(run, INDICATOR_VALUE, stale, all));
        workspace.lake().write(indicators().comparison(values), FactViews.STAGE, STAGE_COMPARISON, run.runId());
        return LoadResult.of("years %s".formatted(all));
    }

    private IndicatorStage indicators() {
        return new IndicatorStage(workspace.spark(), workspace.lake(), catalogue());
    }

    private static IndicatorCatalogue catalogue() {
        return IndicatorCatalogue.load();
    }
}
