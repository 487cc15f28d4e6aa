package ru.orientir.etl.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.FileDrop;
import ru.orientir.etl.extract.VacancyExtract;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.land.SourceFile;
import ru.orientir.etl.land.UnnamedDelivery;
import ru.orientir.warehouse.ReferenceTables;

/** Compares the inbox with what the warehouse knows; changes nothing. */
public final class LoadPlanning {

    private static final Logger LOG = LoggerFactory.getLogger(LoadPlanning.class);

    private final RunRecords records;
    private final FeedContracts contracts;
    private final Configuration storage;
    private final String lake;
    private final Supplier<Pseudonymiser> pseudonymiser;

    /**
     * @param storage how files are reached: Hadoop's settings
     * @param lake root of the lake, where extracts of APIs lie
     * @param pseudonymiser asked for only where a file's name tells a person
     */
    public LoadPlanning(
            RunRecords records,
            FeedContracts contracts,
            Configuration storage,
            String lake,
            Supplier<Pseudonymiser> pseudonymiser) {
        this.lake = lake;
        this.pseudonymiser = pseudonymiser;
        this.records = records;
        this.contracts = contracts;
        this.storage = storage;
    }

    /** Which contracts are in force: the same files read by other contracts make another run. */
    String contractVersions() {
        return contracts.all().stream()
                .map(contract -> contract.feed() + " " + contract.version())
                .sorted()
                .toList()
                .toString();
    }

    /**
     * Reporting years that a load would build anew.
     *
     * @param plan what {@link #plan} said of the request
     * @param yearsOfNewFiles years that the new files hold, by feed
     */
    public SortedSet<Integer> yearsToBuild(
            LoadRequest request, LoadPlan plan, Map<String, SortedSet<Integer>> yearsOfNewFiles) {
        Map<String, SortedSet<Integer>> touched = records.replacedYears(plan.newFiles());
        yearsOfNewFiles.forEach((feed, years) ->
                touched.computeIfAbsent(feed, name -> new TreeSet<>()).addAll(years));
        Map<String, SortedSet<Integer>> known = records.activeYears();
        touched.forEach((feed, years) ->
                known.computeIfAbsent(feed, name -> new TreeSet<>()).addAll(years));
        if (!request.years().isEmpty()) {
            known.forEach((feed, years) -> {
                if (request.feeds().isEmpty() || request.feeds().contains(feed)) {
                    touched.put(feed, years);
                }
            });
        }
        return RebuildScope.of(touched, known, request.businessDate(), plan.makesEveryYearStale(), request.years())
                .years();
    }

    /**
     * Reporting years that the first load of a warehouse would build.
     *
     * @param yearsOfFiles years that the files hold, by feed
     */
    public static SortedSet<Integer> yearsOfFirstLoad(
            LoadRequest request, Map<String, SortedSet<Integer>> yearsOfFiles) {
        return RebuildScope.of(yearsOfFiles, yearsOfFiles, request.businessDate(), false, request.years())
                .years();
    }

    /** What lies in the inbox and no load reads, told to the operator. */
    public static List<String> unread(FileDrop inbox, FeedContracts contracts) {
        List<String> notices = new ArrayList<>();
        Set<String> feeds = contracts.all().stream().map(FeedContract::feed).collect(Collectors.toSet());
        inbox.folders().stream()
                .filter(folder -> !feeds.contains(folder))
                .forEach(folder -> notices.add("Folder " + folder + " is no feed and is not read"));
        long loose = inbox.looseFiles();
        if (loose > 0) {
            notices.add("Not read: " + loose + (loose == 1 ? " file" : " files")
                    + " beside the folders of the feeds; a file belongs in its feed's folder, such as enrolment");
        }
        return notices;
    }

    /** What a load would read now. A file is known by its name in its feed's folder and the SHA-256 of its content. */
    public LoadPlan plan(LoadRequest request) {
        List<SourceFile> newFiles = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        long known = 0;
        if (request.years().isEmpty()) {
            FileDrop inbox = new FileDrop(request.inbox(), storage);
            notices.addAll(unread(inbox, contracts));
            for (FeedContract contract : contracts.all()) {
                if (!request.feeds().isEmpty() && !request.feeds().contains(contract.feed())) {
                    continue;
                }
                RunRecords.KnownFiles knownFiles = records.knownFiles(contract);
                for (SourceFile delivered : inbox.files(contract.feed())) {
                    SourceFile file = UnnamedDelivery.of(delivered, contract, pseudonymiser);
                    if (knownFiles.isKnown(file)) {
                        known++;
                    } else {
                        newFiles.add(file);
                    }
                }
                for (SourceFile file : new FileDrop(VacancyExtract.folder(lake), storage).files(contract.feed())) {
                    // An extract that says what an earlier day's said is nothing new.
                    if (!knownFiles.isKnown(file) && !knownFiles.hasContent(file)) {
                        newFiles.add(file);
                    }
                }
            }
        }
        notices.forEach(LOG::info);
        String digest = ReferenceTables.digest();
        return new LoadPlan(
                newFiles,
                known,
                notices,
                request.years(),
                !digest.equals(records.lastReferenceDigest()),
                digest,
                records.lastVintage());
    }
}
