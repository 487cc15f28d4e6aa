package ru.orientir.etl.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import ru.orientir.etl.conform.ReferenceCodes;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.land.ReadingLimits;
import ru.orientir.etl.rows.ConformedFile;
import ru.orientir.etl.rows.Conforming;
import ru.orientir.etl.rows.LandedFile;
import ru.orientir.etl.rows.Landing;
import ru.orientir.etl.settings.OrientirSettings;

/** Steps land and conform: what the files hold, row by row. */
final class RowSteps {

    private final RunWorkspace workspace;
    private final RunRecords records;
    private final FeedContracts contracts;
    private final OrientirSettings settings;

    RowSteps(RunWorkspace workspace, RunRecords records, FeedContracts contracts, OrientirSettings settings) {
        this.workspace = workspace;
        this.records = records;
        this.contracts = contracts;
        this.settings = settings;
    }

    LoadResult land(LoadRun run) {
        Landing landing = new Landing(
                spark(),
                settings.lake(),
                contracts,
                pseudonymiser(),
                ReadingLimits.DEFAULT.within(workspace.years(run)));
        List<LandedFile> refused = landing.land(run.runId(), run.newFiles()).refused();
        refused.stream()
                .collect(Collectors.groupingBy(
                        LandedFile::feed, Collectors.mapping(LandedFile::name, Collectors.toList())))
                .forEach((feed, names) -> records.refuse(run.runId(), feed, names));
        return LoadResult.of("%d files, %d refused".formatted(run.newFiles().size(), refused.size()));
    }

    LoadResult conform(LoadRun run) {
        Conforming conforming =
                new Conforming(spark(), settings.lake(), contracts, ReferenceCodes.bundled(), workspace.years(run));
        Map<String, Map<String, List<String>>> wanted = new TreeMap<>();
        for (String feed : records.feedsOf(run.runId())) {
            wanted.put(feed, records.namesByLandedRun(run.runId(), feed));
        }
        Map<String, List<RunRecords.FileCount>> counts = conforming.conform(run.runId(), wanted).deliveries().stream()
                .collect(Collectors.groupingBy(
                        ConformedFile::feed, Collectors.mapping(RowSteps::count, Collectors.toList())));
        long read = 0;
        long valid = 0;
        long rejected = 0;
        for (String feed : wanted.keySet()) {
            FeedContract contract = contracts.get(feed);
            List<RunRecords.FileCount> files = counts.getOrDefault(feed, List.of());
            records.counts(run.runId(), contract, files);
            records.refuse(
                    run.runId(),
                    feed,
                    files.stream()
                            .filter(count ->
                                    workspace.mostlyRejected(contract, count).isPresent())
                            .map(RunRecords.FileCount::fileName)
                            .toList());
            for (RunRecords.FileCount count : files) {
                read += count.read() - count.leftOut();
                valid += count.valid();
                rejected += count.rejected();
            }
        }
        return new LoadResult(
                read, valid, rejected, "%,d rows read, %,d valid, %,d rejected".formatted(read, valid, rejected));
    }

    private static RunRecords.FileCount count(ConformedFile file) {
        return new RunRecords.FileCount(
                file.name(), file.read(), file.valid(), file.rejected(), file.leftOut(), file.years(), file.sender());
    }

    private JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(workspace.spark().sparkContext());
    }

    private Pseudonymiser pseudonymiser() {
        return Pseudonymiser.of(settings.pseudonymKey());
    }
}
