package ru.orientir.etl.job;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import ru.orientir.etl.fact.FactTable;

/**
 * Which years of which facts a run builds anew.
 *
 * @param yearsByFact years of each stale fact; a fact that is not stale is missing
 */
record RebuildScope(Map<FactTable, SortedSet<Integer>> yearsByFact) {

    /** Feed whose change makes every fact stale, because every fact is told by organization. */
    private static final String REGISTER = "organization_register";

    /**
     * Follows from what the files of the run touch.
     *
     * @param touched years touched, by feed
     * @param known every year that has rows, by feed
     * @param first first year of a programme: what stands for years is followed from there on
     * @param last last year that has ended: what is in force on 31 December is not known before
     * @param everything whether all is stale, as after a change of the reference data
     */
    static RebuildScope of(
            Map<String, SortedSet<Integer>> touched,
            Map<String, SortedSet<Integer>> known,
            int first,
            int last,
            boolean everything) {
        boolean all = everything || touched.containsKey(REGISTER);
        Map<FactTable, SortedSet<Integer>> stale =
                new TreeMap<>(java.util.Comparator.comparingInt(FactTable.ALL::indexOf));
        for (FactTable fact : FactTable.ALL) {
            SortedSet<Integer> years = new TreeSet<>();
            for (String feed : fact.feeds()) {
                years.addAll((all ? known : touched).getOrDefault(feed, new TreeSet<>()));
            }
            if (fact.carriesForward() && !years.isEmpty()) {
                int from = Math.max(first, years.first());
                years.clear();
                for (int year = from; year <= last; year++) {
                    years.add(year);
                }
            }
            if (!years.isEmpty()) {
                stale.put(fact, years);
            }
        }
        return new RebuildScope(stale);
    }

    /** Every year in which a fact is stale: indicators and submissions of these years are made anew. */
    SortedSet<Integer> years() {
        SortedSet<Integer> years = new TreeSet<>();
        yearsByFact.values().forEach(years::addAll);
        return years;
    }

    /** Years of the facts that a feed goes into. */
    SortedSet<Integer> yearsOfFeed(String feed) {
        SortedSet<Integer> years = new TreeSet<>();
        yearsByFact.forEach((fact, stale) -> {
            if (fact.feeds().contains(feed)) {
                years.addAll(stale);
            }
        });
        return years;
    }
}
