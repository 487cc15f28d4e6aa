package ru.orientir.etl.job;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import ru.orientir.etl.table.Table;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.warehouse.ReferenceTable;
import ru.orientir.warehouse.ReferenceTables;

/**
 * Which years of which facts a run builds anew.
 *
 * @param tables what there is to build
 * @param byFact years of each stale fact; a fact that is not stale is missing
 */
record StaleYears(TableCatalogue tables, Map<Table, SortedSet<Integer>> byFact) {

    /** Feed whose change makes every fact stale, because every fact is told by organization. */
    static final String REGISTER = "organization_register";

    /**
     * Follows from what the files of the run touch.
     *
     * @param tables what there is to build
     * @param touched years touched, by feed
     * @param known every year that has rows, by feed
     * @param businessDate the day the load is for
     * @param everything whether all is stale, as after a change of the reference data
     * @param only years that a backfill asks for; empty for all that are stale
     */
    static StaleYears of(
            TableCatalogue tables,
            Map<String, SortedSet<Integer>> touched,
            Map<String, SortedSet<Integer>> known,
            LocalDate businessDate,
            boolean everything,
            Set<Integer> only) {
        boolean all = everything || touched.containsKey(REGISTER);
        Map<Table, SortedSet<Integer>> stale = new LinkedHashMap<>();
        for (Table fact : tables.facts(Table.Step.TABLE)) {
            SortedSet<Integer> years = new TreeSet<>();
            for (String feed : tables.feedsOf(fact)) {
                years.addAll((all ? known : touched).getOrDefault(feed, new TreeSet<>()));
            }
            if (fact.isCarriedForward() && !years.isEmpty()) {
                // What stands for years is followed from a programme's first year on, up to the last 31 December there
                // was.
                int from = Math.max(firstProgrammeYear(), years.first());
                int last = businessDate.plusDays(1).getYear() - 1;
                years.clear();
                for (int year = from; year <= last; year++) {
                    years.add(year);
                }
            }
            if (!only.isEmpty() && !everything) {
                years.retainAll(only);
            }
            if (!years.isEmpty()) {
                stale.put(fact, years);
            }
        }
        return new StaleYears(tables, stale);
    }

    private static int firstProgrammeYear() {
        ReferenceTable stages = ReferenceTables.named("programme_stage");
        int column = stages.header().indexOf("first_year");
        return stages.rows().stream()
                .mapToInt(stage -> Integer.parseInt(stage.get(column)))
                .min()
                .orElse(Integer.MIN_VALUE);
    }

    /** Every year in which a fact is stale: indicators and submissions of these years are made anew. */
    SortedSet<Integer> all() {
        SortedSet<Integer> years = new TreeSet<>();
        byFact.values().forEach(years::addAll);
        return years;
    }

    /** Years of the facts that a feed goes into. */
    SortedSet<Integer> ofFeed(String feed) {
        SortedSet<Integer> years = new TreeSet<>();
        byFact.forEach((fact, stale) -> {
            if (tables.feedsOf(fact).contains(feed)) {
                years.addAll(stale);
            }
        });
        return years;
    }

    /** Years in which the run makes a fact anew: what indicators rest on wherever a fact is stale. */
    SortedSet<Integer> of(Table fact) {
        return fact.step() == Table.Step.TABLE ? byFact.getOrDefault(fact, new TreeSet<>()) : all();
    }

    /** Years that the run stages, by table: of the stale facts, and of what is made anew wherever a fact is. */
    Map<Table, SortedSet<Integer>> byTable() {
        Map<Table, SortedSet<Integer>> staged = new LinkedHashMap<>(byFact);
        if (!byFact.isEmpty()) {
            tables.facts(Table.Step.INDICATOR).forEach(fact -> staged.put(fact, all()));
        }
        return staged;
    }
}
