package ru.orientir.etl.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.FileDrop;
import ru.orientir.etl.extract.VacancyExtract;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.reading.UnnamedDelivery;
import ru.orientir.warehouse.ReferenceTables;

/** Compares the inbox with the files that are known and makes a plan of a load; changes nothing. */
public final class InboxComparison {

    private static final Logger LOG = LoggerFactory.getLogger(InboxComparison.class);

    private final KnownFiles files;
    private final Publications publications;
    private final FeedContracts contracts;
    private final Configuration storage;
    private final String lake;
    private final Supplier<Pseudonymiser> pseudonymiser;

    /**
     * @param storage how files are reached: Hadoop's settings
     * @param lake root of the lake, where extracts of APIs lie
     * @param pseudonymiser asked for only where a file's name tells a person
     */
    public InboxComparison(
            KnownFiles files,
            Publications publications,
            FeedContracts contracts,
            Configuration storage,
            String lake,
            Supplier<Pseudonymiser> pseudonymiser) {
        this.files = files;
        this.publications = publications;
        this.contracts = contracts;
        this.storage = storage;
        this.lake = lake;
        this.pseudonymiser = pseudonymiser;
    }

    /** Which contracts are in force: the same files read by other contracts make another run. */
    String contractVersions() {
        return contracts.all().stream()
                .map(contract -> contract.feed() + " " + contract.version())
                .sorted()
                .toList()
                .toString();
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
                KnownFiles.Digests digests = files.digests(contract.feed(), contract.version());
                for (SourceFile delivered : inbox.files(contract.feed())) {
                    SourceFile file = UnnamedDelivery.of(delivered, contract, pseudonymiser);
                    if (digests.isKnown(file.name(), file.sha256())) {
                        known++;
                    } else {
                        newFiles.add(file);
                    }
                }
                for (SourceFile file : new FileDrop(VacancyExtract.folder(lake), storage).files(contract.feed())) {
                    // An extract that says what an earlier day's said is nothing new.
                    if (!digests.isKnown(file.name(), file.sha256()) && !digests.hasContent(file.sha256())) {
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
                !digest.equals(publications.lastReferenceDigest()),
                digest,
                publications.lastVintage());
    }
}
