package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import ru.orientir.etl.conform.ReferenceCodes;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.land.ReadingLimits;
import ru.orientir.etl.land.SourceFile;
import ru.orientir.etl.ledger.FileCount;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.rows.Conforming;
import ru.orientir.etl.rows.Landing;
import ru.orientir.etl.select.Selecting;
import ru.orientir.etl.settings.InParallel;

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
        Map<String, List<SourceFile>> byFeed = run.newFiles().stream()
                .collect(Collectors.groupingBy(SourceFile::feed, TreeMap::new, Collectors.toList()));
        Landing landing =
                new Landing(spark.get(), lake, pseudonymiser.get(), ReadingLimits.DEFAULT.within(years.taken(run)));
        InParallel.forEach(
                byFeed.entrySet(), feed -> landing.land(run.runId(), contracts.get(feed.getKey()), feed.getValue()));
        Map<String, List<String>> refused = byFeed.keySet().stream()
                .map(feed ->
                        Landing.refusals(lake, contracts.get(feed), run.runId()).select(lit(feed), col("file_name")))
                .reduce(Dataset::union)
                .map(Dataset::collectAsList)
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0), Collectors.mapping(row -> row.getString(1), Collectors.toList())));
        refused.forEach((feed, names) -> files.refuse(run.runId(), feed, names));
        return LoadResult.of("%d files, %d refused"
                .formatted(
                        run.newFiles().size(),
                        refused.values().stream().mapToInt(List::size).sum()));
    }

    LoadResult conform(LoadRun run) {
        Conforming conforming = new Conforming(spark.get(), lake, ReferenceCodes.bundled(), years.taken(run));
        Set<String> feeds = files.feeds(run.runId());
        InParallel.forEach(feeds, feed -> {
            conforming.conform(run.runId(), contracts.get(feed), files.namesByLandedRun(run.runId(), feed));
        });
        Map<String, List<FileCount>> counts = fileCounts(run, feeds);
        long read = 0;
        long valid = 0;
        long rejected = 0;
        for (String feed : feeds) {
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

    private Map<String, List<FileCount>> fileCounts(LoadRun run, Set<String> feeds) {
        Dataset<Row> outcomes = feeds.stream()
                .map(feed -> Conforming.conformedRows(lake, contracts.get(feed), Set.of(run.runId()))
                        .select(
                                lit(feed).as("feed"),
                                col("file_name"),
                                col("outcome"),
                                col("reporting_year"),
                                sender(contracts.get(feed)).as("sender")))
                .reduce(Dataset::union)
                .orElse(null);
        if (outcomes == null) {
            return Map.of();
        }
        return outcomes
                .groupBy("feed", "file_name")
                .agg(
                        functions.count("*"),
                        functions.count_if(col("outcome").equalTo("valid")),
                        functions.count_if(col("outcome").equalTo("rejected")),
                        functions.count_if(col("outcome").equalTo("left_out")),
                        functions.collect_set(functions.when(col("outcome").equalTo("valid"), col("reporting_year"))),
                        functions.when(
                                functions.min("sender").equalTo(functions.max("sender")), functions.min("sender")))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0),
                        Collectors.mapping(
                                row -> new FileCount(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        new TreeSet<>(row.<Integer>getList(6)),
                                        row.getString(7)),
                                Collectors.toList())));
    }

    /** The organization that a valid row names as the one that reports. */
    private static Column sender(FeedContract contract) {
        return functions.when(col("outcome").equalTo("valid"), Selecting.sender(contract));
    }
}
