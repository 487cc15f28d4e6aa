package ru.orientir.etl.job;

import java.util.SortedSet;
import java.util.TreeSet;
import ru.orientir.etl.table.Table;

/** Steps indicator and comparison: the numbers people read. */
final class IndicatorSteps {

    private final TableSources sources;
    private final RunYears years;

    IndicatorSteps(TableSources sources, RunYears years) {
        this.sources = sources;
        this.years = years;
    }

    LoadResult indicator(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        if (staleYears.all().isEmpty()) {
            return LoadResult.of("no year is touched");
        }
        // In their order: a missing row is a zero only where somebody reported.
        sources.catalogue().facts(Table.Step.INDICATOR).forEach(sources.of(run, staleYears)::make);
        return LoadResult.of("%d indicators, years %s"
                .formatted(sources.indicators().indicators().indicators().size(), staleYears.all()));
    }

    LoadResult comparison(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        SortedSet<Integer> known = new TreeSet<>(staleYears.all());
        sources.catalogue()
                .facts(Table.Step.INDICATOR)
                .forEach(fact -> known.addAll(sources.published().years(fact.name())));
        if (known.isEmpty()) {
            return LoadResult.of("no year is known");
        }
        RunTables tables = sources.of(run, staleYears);
        sources.catalogue().facts(Table.Step.COMPARISON).forEach(table -> tables.makeWhole(table, known));
        return LoadResult.of("years %s".formatted(known));
    }
}
