package ru.orientir.etl.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import ru.orientir.etl.conform.ConformedFile;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.land.LandedFile;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.ledger.FileCount;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.ReadingLimits;
import ru.orientir.etl.rules.ReferenceCodes;
import ru.orientir.etl.select.Selecting;

/** Steps land, conform and select: what the files hold, row by row, and which of it counts. */
final class RowSteps {

    private final SparkSessions spark;
    private final ParquetLake lake;
    private final RunFiles files;
    private final RunYears years;
    private final FeedContracts contracts;
    private final RejectedShareLimit rejectedShare;
    private final RunFeeds feeds;
    private final Supplier<List<String>> organizations;
    private final Supplier<Pseudonymiser> pseudonymiser;

    /**
     * @param organizations ids of the organizations that are published
     * @param pseudonymiser asked for once there are rows to land
     */
    RowSteps(
            SparkSessions spark,
            ParquetLake lake,
            RunFiles files,
            RunYears years,
            FeedContracts contracts,
            RejectedShareLimit rejectedShare,
            RunFeeds feeds,
            Supplier<List<String>> organizations,
            Supplier<Pseudonymiser> pseudonymiser) {
        this.feeds = feeds;
        this.organizations = organizations;
        this.spark = spark;
        this.lake = lake;
        this.files = files;
        this.years = years;
        this.contracts = contracts;
        this.rejectedShare = rejectedShare;
        this.pseudonymiser = pseudonymiser;
    }

    LoadResult land(LoadRun run) {
        Landing landing = new Landing(
                context(), lake.root(), contracts, pseudonymiser.get(), ReadingLimits.DEFAULT.within(years.taken(run)));
        List<LandedFile> refused = landing.land(run.runId(), run.newFiles()).refused();
        refused.stream()
                .collect(Collectors.groupingBy(
                        LandedFile::feed, Collectors.mapping(LandedFile::name, Collectors.toList())))
                .forEach((feed, names) -> files.refuse(run.runId(), feed, names));
        return LoadResult.of("%d files, %d refused".formatted(run.newFiles().size(), refused.size()));
    }

    LoadResult conform(LoadRun run) {
        Conforming conforming =
                new Conforming(context(), lake.root(), contracts, ReferenceCodes.bundled(), years.taken(run));
        Map<String, Map<String, List<String>>> wanted = new TreeMap<>();
        for (String feed : files.feeds(run.runId())) {
            wanted.put(feed, files.namesByLandedRun(run.runId(), feed));
        }
        Map<String, List<FileCount>> counts = conforming.conform(run.runId(), wanted).deliveries().stream()
                .collect(Collectors.groupingBy(
                        ConformedFile::feed, Collectors.mapping(RowSteps::count, Collectors.toList())));
        long read = 0;
        long valid = 0;
        long rejected = 0;
        for (String feed : wanted.keySet()) {
            FeedContract contract = contracts.get(feed);
            List<FileCount> ofFeed = counts.getOrDefault(feed, List.of());
            files.count(run.runId(), contract.feed(), contract.version(), ofFeed);
            files.refuse(
                    run.runId(),
                    feed,
                    ofFeed.stream()
                            .filter(count -> rejectedShare
                                    .refusal(contract, count.fileName(), count.valid(), count.rejected())
                                    .isPresent())
                            .map(FileCount::fileName)
                            .toList());
            for (FileCount count : ofFeed) {
                read += count.read() - count.leftOut();
                valid += count.valid();
                rejected += count.rejected();
            }
        }
        return new LoadResult(
                read, valid, rejected, "%,d rows read, %,d valid, %,d rejected".formatted(read, valid, rejected));
    }

    LoadResult select(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        new Selecting(spark.get(), lake, StaleYears.REGISTER)
                .select(run.runId(), feeds.all(run, staleYears), organizations.get());
        return LoadResult.of("years %s".formatted(staleYears.all()));
    }

    private static FileCount count(ConformedFile file) {
        return new FileCount(
                file.name(), file.read(), file.valid(), file.rejected(), file.leftOut(), file.years(), file.sender());
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.get().sparkContext());
    }
}
