package ru.orientir.etl.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.indicator.IndicatorParts;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.ledger.EmptyForm;
import ru.orientir.etl.ledger.Submissions;
import ru.orientir.warehouse.IndicatorCatalogue;

/** Steps indicator and comparison: the numbers people read. */
final class IndicatorSteps {

    private static final String SUBMISSION = "fact_submission";
    private static final String INDICATOR_VALUE = "fact_indicator_value";
    private static final String STAGE_COMPARISON = "fact_stage_comparison";

    private final TableSources sources;
    private final Submissions submissions;
    private final RunYears runYears;
    /** Made with the program, so that an indicator nobody can count stops the load before it begins. */
    private final IndicatorParts parts;

    IndicatorSteps(TableSources sources, Submissions submissions, RunYears runYears) {
        this.sources = sources;
        this.submissions = submissions;
        this.runYears = runYears;
        this.parts = new IndicatorParts(IndicatorCatalogue.load(), sources.catalogue());
    }

    LoadResult indicator(LoadRun run) {
        StaleYears staleYears = runYears.stale(run);
        SortedSet<Integer> years = staleYears.all();
        if (years.isEmpty()) {
            return LoadResult.of("no year is touched");
        }
        RunTables tables = sources.of(run, staleYears);
        IndicatorStage stage = new IndicatorStage(sources.spark().get(), parts, tables::rows);
        List<FeedContract> reporting = sources.contracts().all().stream()
                .filter(contract -> !contract.feed().equals(StaleYears.REGISTER))
                .toList();
        Map<String, List<EmptyForm>> emptyForms = new TreeMap<>();
        Set<String> lists = new TreeSet<>();
        for (FeedContract contract : reporting) {
            emptyForms.put(contract.feed(), submissions.emptyForms(contract.feed(), run.runId()));
            if (sources.catalogue().listsStandingThings(contract.feed())) {
                lists.add(contract.feed());
            }
        }
        tables.write(
                stage.submissions(
                        sources.selected(run).submissions(), reporting, lists, emptyForms, tables.years(years)),
                SUBMISSION);
        Dataset<Row> written = tables.own(SUBMISSION, years, IndicatorStage.SUBMISSION_SCHEMA);
        tables.write(stage.values(run.businessDate(), years, reporting, written), INDICATOR_VALUE);
        return LoadResult.of(
                "%d indicators, years %s".formatted(parts.indicators().indicators().size(), years));
    }

    LoadResult comparison(LoadRun run) {
        StaleYears staleYears = runYears.stale(run);
        SortedSet<Integer> stale = staleYears.all();
        SortedSet<Integer> others = sources.published().years(INDICATOR_VALUE);
        others.removeAll(stale);
        SortedSet<Integer> all = new TreeSet<>(others);
        all.addAll(stale);
        if (all.isEmpty()) {
            return LoadResult.of("no year is known");
        }
        RunTables tables = sources.of(run, staleYears);
        Dataset<Row> values = sources.published()
                .read(INDICATOR_VALUE, others, IndicatorStage.VALUE_SCHEMA)
                .unionByName(tables.own(INDICATOR_VALUE, stale, IndicatorStage.VALUE_SCHEMA));
        Dataset<Row> comparison =
                new IndicatorStage(sources.spark().get(), parts, tables::rows).comparison(values);
        sources.lake().write(comparison, RunTables.STAGE, STAGE_COMPARISON, run.runId());
        return LoadResult.of("years %s".formatted(all));
    }
}
