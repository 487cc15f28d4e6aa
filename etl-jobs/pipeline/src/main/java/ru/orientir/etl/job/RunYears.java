package ru.orientir.etl.job;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.indicator.IndicatorInputs;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.table.TableCatalogue;

/** Which years a run takes rows in for, judges and builds anew, by what the ledger knows; changes nothing. */
public final class RunYears {

    private final RunFiles files;
    private final KnownFiles known;
    private final Publications publications;
    private final TableCatalogue tables;
    private final int firstYear;

    /** @param firstYear first reporting year that rows are taken in for */
    public RunYears(RunFiles files, KnownFiles known, Publications publications, TableCatalogue tables, int firstYear) {
        this.files = files;
        this.known = known;
        this.publications = publications;
        this.tables = tables;
        this.firstYear = firstYear;
    }

    /** The tables that come with the program, read of the feeds of the contracts. */
    public static TableCatalogue tables(FeedContracts contracts) {
        Set<String> others = new TreeSet<>(DimensionInputs.names());
        others.addAll(IndicatorInputs.names());
        return TableCatalogue.bundled(
                contracts.all().stream().map(FeedContract::feed).collect(Collectors.toSet()), others);
    }

    /** The years that rows are taken in for. */
    ReportingYears taken(LoadRun run) {
        return new ReportingYears(firstYear, run.businessDate().getYear() + 1);
    }

    /** The years of facts that the run builds anew, known once its files are conformed. */
    StaleYears stale(LoadRun run) {
        Map<String, SortedSet<Integer>> touched = files.touchedYears(run.runId(), ReportingYears.EARLIEST_BEGINNING);
        return StaleYears.of(
                tables,
                touched,
                union(known.years(), touched),
                run.businessDate(),
                run.isReferenceNew() && !publications.lastReferenceDigest().isEmpty(),
                run.years());
    }

    /**
     * Years whose rows of a feed the run judges anew: of the register and of a list of standing things it is the whole feed,
     * otherwise the years in which a fact is stale.
     */
    SortedSet<Integer> judged(LoadRun run, StaleYears staleYears, String feed) {
        SortedSet<Integer> stale = staleYears.ofFeed(feed);
        boolean whole = feed.equals(StaleYears.REGISTER) || !stale.isEmpty() && tables.listsStandingThings(feed);
        return whole ? every(taken(run).beginnings()) : stale;
    }

    /**
     * Reporting years that a load would build anew.
     *
     * @param plan what {@link InboxComparison#plan} said of the request
     * @param yearsOfNewFiles years that the new files hold, by feed
     */
    public SortedSet<Integer> planned(
            LoadRequest request, LoadPlan plan, Map<String, SortedSet<Integer>> yearsOfNewFiles) {
        Map<String, SortedSet<Integer>> touched = union(
                known.yearsOf(plan.newFiles().stream()
                        .collect(Collectors.groupingBy(
                                SourceFile::feed, Collectors.mapping(SourceFile::name, Collectors.toList())))),
                yearsOfNewFiles);
        Map<String, SortedSet<Integer>> all = union(known.years(), touched);
        if (!request.years().isEmpty()) {
            all.forEach((feed, years) -> {
                if (request.feeds().isEmpty() || request.feeds().contains(feed)) {
                    touched.put(feed, years);
                }
            });
        }
        return StaleYears.of(tables, touched, all, request.businessDate(), plan.makesEveryYearStale(), request.years())
                .all();
    }

    /**
     * Reporting years that the first load of a warehouse would build.
     *
     * @param yearsOfFiles years that the files hold, by feed
     */
    public static SortedSet<Integer> ofFirstLoad(
            TableCatalogue tables, LoadRequest request, Map<String, SortedSet<Integer>> yearsOfFiles) {
        return StaleYears.of(tables, yearsOfFiles, yearsOfFiles, request.businessDate(), false, request.years())
                .all();
    }

    /** Years for which the run asks who submitted what by a feed; empty where a delivery may speak of any year. */
    Optional<SortedSet<Integer>> submitted(StaleYears staleYears, FeedContract contract) {
        boolean any = tables.listsStandingThings(contract.feed()) || contract.isTellingOrganizationByName();
        return any && !staleYears.all().isEmpty() ? Optional.empty() : Optional.of(staleYears.all());
    }

    private static Map<String, SortedSet<Integer>> union(
            Map<String, SortedSet<Integer>> some, Map<String, SortedSet<Integer>> others) {
        Map<String, SortedSet<Integer>> union = new TreeMap<>();
        some.forEach((feed, years) -> union.put(feed, new TreeSet<>(years)));
        others.forEach((feed, years) ->
                union.computeIfAbsent(feed, name -> new TreeSet<>()).addAll(years));
        return union;
    }

    private static SortedSet<Integer> every(ReportingYears years) {
        SortedSet<Integer> every = new TreeSet<>();
        for (int year = years.first(); year <= years.last(); year++) {
            every.add(year);
        }
        return every;
    }
}
