package ru.orientir.etl.job;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.indicator.IndicatorParts;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.PublishedRows;
import ru.orientir.etl.ledger.Submissions;
import ru.orientir.etl.settings.InParallel;
import ru.orientir.warehouse.IndicatorCatalogue;

/** Steps indicator and comparison: the numbers people read. */
final class IndicatorSteps {

    private static final String SUBMISSION = "fact_submission";
    private static final String INDICATOR_VALUE = "fact_indicator_value";
    private static final String STAGE_COMPARISON = "fact_stage_comparison";

    private final RunWorkspace workspace;
    private final SparkSessions spark;
    private final ParquetLake lake;
    private final KnownFiles files;
    private final Submissions submissions;
    private final PublishedRows published;
    private final RunYears runYears;
    private final FeedContracts contracts;
    /** Made with the program, so that an indicator nobody can count stops the load before it begins. */
    private final IndicatorParts parts;

    IndicatorSteps(
            RunWorkspace workspace,
            SparkSessions spark,
            ParquetLake lake,
            KnownFiles files,
            Submissions submissions,
            PublishedRows published,
            RunYears runYears,
            FeedContracts contracts) {
        this.workspace = workspace;
        this.spark = spark;
        this.lake = lake;
        this.files = files;
        this.submissions = submissions;
        this.published = published;
        this.runYears = runYears;
        this.contracts = contracts;
        this.parts = new IndicatorParts(IndicatorCatalogue.load());
    }

    LoadResult indicator(LoadRun run) {
        StaleYears staleYears = runYears.stale(run);
        SortedSet<Integer> years = staleYears.all();
        if (years.isEmpty()) {
            return LoadResult.of("no year is touched");
        }
        workspace.dimensions();
        workspace.registerFacts(run, staleYears);
        IndicatorStage stage = indicators();
        workspace.facts().rebuild(years);
        List<IndicatorStage.Deliveries> deliveries = contracts.all().stream()
                .filter(contract -> !contract.feed().equals(StaleYears.REGISTER))
                .map(contract -> new IndicatorStage.Deliveries(
                        contract,
                        FactTable.listsStandingThings(contract.feed()),
                        files.inForce(contract.feed(), run.runId()),
                        submissions.receivedAt(contract.feed(), run.runId()),
                        submissions.emptyForms(contract.feed(), run.runId())))
                .toList();
        InParallel.forEach(
                List.<Runnable>of(
                        () -> workspace.facts().write(stage.submissions(deliveries, years), SUBMISSION, run.runId()),
                        stage::registerParts),
                Runnable::run);
        workspace.ownRows(run, SUBMISSION, years).createOrReplaceTempView(SUBMISSION);
        workspace.facts().write(stage.values(run.businessDate(), years), INDICATOR_VALUE, run.runId());
        return LoadResult.of("%d indicators, years %s"
                .formatted(parts.indicators().indicators().size(), years));
    }

    LoadResult comparison(LoadRun run) {
        workspace.dimensions();
        SortedSet<Integer> stale = runYears.stale(run).all();
        SortedSet<Integer> others = published.years(INDICATOR_VALUE);
        others.removeAll(stale);
        SortedSet<Integer> all = new TreeSet<>(others);
        all.addAll(stale);
        if (all.isEmpty()) {
            return LoadResult.of("no year is known");
        }
        Dataset<Row> values = published
                .read(INDICATOR_VALUE, others, IndicatorStage.VALUE_SCHEMA)
                .unionByName(workspace.ownRows(run, INDICATOR_VALUE, stale));
        lake.write(indicators().comparison(values), FactViews.STAGE, STAGE_COMPARISON, run.runId());
        return LoadResult.of("years %s".formatted(all));
    }

    private IndicatorStage indicators() {
        return new IndicatorStage(spark.get(), lake, parts);
    }
}
