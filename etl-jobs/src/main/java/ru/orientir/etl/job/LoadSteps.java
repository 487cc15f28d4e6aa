package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.conform.CurrentFile;
import ru.orientir.etl.conform.CurrentRows;
import ru.orientir.etl.conform.ReferenceCodes;
import ru.orientir.etl.conform.RejectedShare;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.dimension.DimensionViews;
import ru.orientir.etl.dimension.OrganizationDimension;
import ru.orientir.etl.dimension.ReferenceDimensions;
import ru.orientir.etl.extract.SourceFile;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.land.ReadingLimits;
import ru.orientir.etl.land.Rejection;
import ru.orientir.etl.platform.ConnectionTarget;
import ru.orientir.etl.platform.CopySink;
import ru.orientir.etl.platform.InParallel;
import ru.orientir.etl.platform.OrientirSettings;
import ru.orientir.etl.platform.ParquetLake;
import ru.orientir.etl.platform.RunLock;
import ru.orientir.etl.platform.SparkSessions;
import ru.orientir.etl.platform.WarehouseDatabase;
import ru.orientir.etl.publish.Publication;
import ru.orientir.etl.publish.PublishChecks;
import ru.orientir.etl.publish.StagedFacts;
import ru.orientir.etl.publish.StagedRejections;
import ru.orientir.etl.publish.SurrogateKeys;
import ru.orientir.warehouse.IndicatorCatalogue;

/** What each step of {@link NightlyLoadJob} does, made of the stages; a step learns all it needs from its run, lake and warehouse. */
final class LoadSteps {

    private static final String REGISTER = "organization_register";
    private static final String SUBMISSION = "fact_submission";
    private static final String INDICATOR_VALUE = "fact_indicator_value";
    private static final String STAGE_COMPARISON = "fact_stage_comparison";

    private final SparkSessions sessions;
    private final OrientirSettings settings;
    private final FeedContracts contracts;
    private final RunRecords records;
    private final WarehouseDatabase database;
    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;
    private final RunLock lock;
    private DimensionViews dimensions;
    private FactViews facts;

    LoadSteps(
            SparkSessions sessions,
            OrientirSettings settings,
            FeedContracts contracts,
            RunRecords records,
            WarehouseDatabase database,
            JdbcTemplate warehouse,
            PlatformTransactionManager transactions,
            RunLock lock) {
        this.sessions = sessions;
        this.settings = settings;
        this.contracts = contracts;
        this.records = records;
        this.database = database;
        this.warehouse = warehouse;
        this.transaction = new TransactionTemplate(transactions);
        this.lock = lock;
    }

    /** Spark shows the step's name with every job. */
    void nameSparkJobs(String step) {
        sessions.get().sparkContext().setJobGroup(step, step, false);
    }

    LoadResult land(LoadRun run) {
        Map<String, List<SourceFile>> byFeed = run.newFiles().stream()
                .collect(Collectors.groupingBy(SourceFile::feed, TreeMap::new, Collectors.toList()));
        Landing landing = new Landing(spark(), lake(), pseudonymiser(), ReadingLimits.DEFAULT.within(years(run)));
        InParallel.forEach(
                byFeed.entrySet(), feed -> landing.land(run.runId(), contracts.get(feed.getKey()), feed.getValue()));
        Map<String, List<String>> refused = byFeed.keySet().stream()
                .map(feed -> Landing.refusals(lake(), contracts.get(feed), run.runId())
                        .select(lit(feed), col("file_name")))
                .reduce(Dataset::union)
                .map(Dataset::collectAsList)
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0), Collectors.mapping(row -> row.getString(1), Collectors.toList())));
        refused.forEach((feed, names) -> records.refuse(run.runId(), feed, names));
        return LoadResult.of("%d files, %d refused"
                .formatted(
                        run.newFiles().size(),
                        refused.values().stream().mapToInt(List::size).sum()));
    }

    LoadResult conform(LoadRun run) {
        Conforming conforming = new Conforming(spark(), lake(), ReferenceCodes.bundled(), years(run));
        Set<String> feeds = records.feedsOf(run.runId());
        InParallel.forEach(feeds, feed -> {
            conforming.conform(run.runId(), contracts.get(feed), records.namesByLandedRun(run.runId(), feed));
        });
        Map<String, List<RunRecords.FileCount>> counts = fileCounts(run, feeds);
        long read = 0;
        long valid = 0;
        long rejected = 0;
        for (String feed : feeds) {
            FeedContract contract = contracts.get(feed);
            List<RunRecords.FileCount> files = counts.getOrDefault(feed, List.of());
            records.counts(run.runId(), contract, files);
            records.refuse(
                    run.runId(),
                    feed,
                    files.stream()
                            .filter(count -> mostlyRejected(contract, count).isPresent())
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

    LoadResult dimension(LoadRun run) {
        RebuildScope scope = scope(run);
        new ReferenceDimensions(warehouse).stage(scope.years());
        OrganizationDimension organizations = new OrganizationDimension(warehouse, transaction, sink());
        FeedContract register = contracts.get(REGISTER);
        CurrentRows current = currentRows();
        current.write(run.runId(), register, records.currentFiles(run.runId(), REGISTER), allYears(run), null);
        organizations.stage(current.kept(run.runId(), register));
        registerDimensions();
        for (FeedContract contract : contracts.all()) {
            if (contract.isTellingOrganizationByName()
                    && !scope.yearsOfFeed(contract.feed()).isEmpty()) {
                Set<String> runs = records.currentFiles(run.runId(), contract.feed()).stream()
                        .map(CurrentFile::conformedRun)
                        .collect(Collectors.toSet());
                Conforming.conformedRows(lake(), contract, runs)
                        .where("outcome = 'valid'")
                        .select(contract.organizationField())
                        .createOrReplaceTempView("named_organization");
                organizations.inferMissing(
                        spark().sql(
                                        "SELECT n.* FROM named_organization n LEFT ANTI JOIN organization_alias a ON a.alias = organization_alias_of(n."
                                                + contract.organizationField() + ")"),
                        contract.expectedFrom().orElse("unknown"));
            }
        }
        registerDimensions();
        long count = warehouse.queryForObject(
                "SELECT count(DISTINCT organization_id) FROM staging.dim_organization WHERE organization_key <> 0",
                Long.class);
        return new LoadResult(null, count, null, "%,d organizations".formatted(count));
    }

    LoadResult fact(LoadRun run) {
        RebuildScope scope = scope(run);
        FactViews facts = facts();
        Dataset<Row> organizations =
                dimensions().table("dim_organization").select("organization_id").distinct();
        List<FeedContract> stale = contracts.all().stream()
                .filter(contract -> !scope.yearsOfFeed(contract.feed()).isEmpty())
                .toList();
        InParallel.forEach(stale, contract -> currentRows()
                .write(
                        run.runId(),
                        contract,
                        records.currentFiles(run.runId(), contract.feed()),
                        isList(contract) ? allYears(run) : scope.yearsOfFeed(contract.feed()),
                        organizations));
        stale.forEach(contract -> currentRows().kept(run.runId(), contract).createOrReplaceTempView(contract.feed()));
        for (boolean madeOfFacts : new boolean[] {false, true}) {
            Map<FactTable, Dataset<Row>> rows = new LinkedHashMap<>();
            scope.yearsByFact().forEach((fact, years) -> {
                if (fact.isMadeOfFacts() == madeOfFacts) {
                    facts.rebuild(years);
                    rows.put(fact, facts.make(fact).where(col("reporting_year").isin(years.toArray())));
                }
            });
            InParallel.forEach(
                    rows.entrySet(),
                    fact -> facts.write(fact.getValue(), fact.getKey().name(), run.runId()));
            if (!madeOfFacts) {
                registerFacts(run, scope);
            }
        }
        return LoadResult.of("%d facts, years %s".formatted(scope.yearsByFact().size(), scope.years()));
    }

    LoadResult indicator(LoadRun run) {
        RebuildScope scope = scope(run);
        SortedSet<Integer> years = scope.years();
        if (years.isEmpty()) {
            return LoadResult.of("no year is touched");
        }
        dimensions();
        registerFacts(run, scope);
        IndicatorStage stage = indicators();
        facts().rebuild(years);
        List<IndicatorStage.Deliveries> deliveries = contracts.all().stream()
                .filter(contract -> !contract.feed().equals(REGISTER))
                .map(contract -> new IndicatorStage.Deliveries(
                        contract,
                        isList(contract),
                        records.currentFiles(run.runId(), contract.feed()),
                        records.receivedAt(run.runId(), contract.feed()),
                        records.emptyForms(run.runId(), contract.feed())))
                .toList();
        facts().write(stage.submissions(deliveries, years), SUBMISSION, run.runId());
        readFact(SUBMISSION, runs(run, SUBMISSION, years, years)).createOrReplaceTempView(SUBMISSION);
        facts().write(stage.values(run.businessDate(), years), INDICATOR_VALUE, run.runId());
        return LoadResult.of(
                "%d indicators, years %s".formatted(catalogue().indicators().size(), years));
    }

    LoadResult comparison(LoadRun run) {
        dimensions();
        SortedSet<Integer> stale = scope(run).years();
        SortedSet<Integer> all =
                new TreeSet<>(records.publishedRuns(INDICATOR_VALUE).keySet());
        all.addAll(stale);
        if (all.isEmpty()) {
            return LoadResult.of("no year is known");
        }
        Dataset<Row> values = readFact(INDICATOR_VALUE, runs(run, INDICATOR_VALUE, stale, all));
        lake().write(indicators().comparison(values), FactViews.STAGE, STAGE_COMPARISON, run.runId());
        return LoadResult.of("years %s".formatted(all));
    }

    LoadResult load(LoadRun run) {
        RebuildScope scope = scope(run);
        StagedFacts staged = new StagedFacts(warehouse, sink(), new SurrogateKeys(warehouse, dimensions()));
        LongAdder written = new LongAdder();
        InParallel.forEach(stagedYears(scope).entrySet(), fact -> {
            Dataset<Row> rows = FactTable.ALL.stream()
                    .filter(table -> table.name().equals(fact.getKey()))
                    .findFirst()
                    .map(table -> facts().read(table, runs(run, table.name(), fact.getValue(), fact.getValue())))
                    .orElseGet(
                            () -> readFact(fact.getKey(), runs(run, fact.getKey(), fact.getValue(), fact.getValue())));
            written.add(staged.loadYears(fact.getKey(), rows, fact.getValue()));
        });
        String comparison = lake().folder(FactViews.STAGE, STAGE_COMPARISON, run.runId());
        if (!scope.years().isEmpty() || !records.publishedRuns(INDICATOR_VALUE).isEmpty()) {
            written.add(staged.loadWhole(STAGE_COMPARISON, spark().read().parquet(comparison)));
        } else {
            warehouse.execute("DROP TABLE IF EXISTS staging." + STAGE_COMPARISON);
            warehouse.execute("CREATE TABLE staging." + STAGE_COMPARISON + " (LIKE core." + STAGE_COMPARISON + ")");
        }
        long rejected = stageRejections(run);
        return new LoadResult(null, written.sum(), rejected, "%,d rows copied to staging".formatted(written.sum()));
    }

    LoadResult check(LoadRun run) {
        List<PublishChecks.Finding> findings = new PublishChecks(warehouse).run(run.runId(), stagedYears(scope(run)));
        String told = findings.stream()
                .map(finding -> "%s (%s, %d)".formatted(finding.messageRu(), finding.check(), finding.rows()))
                .collect(Collectors.joining("; "));
        if (findings.stream().anyMatch(PublishChecks.Finding::isFatal)) {
            throw new ChecksFailedException("The checks failed and nothing was published: " + told);
        }
        return LoadResult.of(told.isEmpty() ? "all checks passed" : "passed with warnings: " + told);
    }

    LoadResult publish(LoadRun run) {
        Publication publication = new Publication(warehouse, transaction);
        if (!records.isPublished(run.runId())) {
            RebuildScope scope = scope(run);
            Map<String, SortedSet<Integer>> yearsByFeed = new TreeMap<>();
            for (FeedContract contract : contracts.all()) {
                yearsByFeed.put(contract.feed(), new TreeSet<>(scope.yearsOfFeed(contract.feed())));
            }
            // The dimension step judges the whole register anew in every run.
            yearsByFeed.put(REGISTER, allYears(run));
            Map<String, SortedSet<Integer>> staged = stagedYears(scope);
            publication.publish(
                    new Publication.Staged(
                            run.runId(),
                            run.businessDate(),
                            run.referenceDigest(),
                            staged,
                            yearsByFeed,
                            staged,
                            scope.years()),
                    lock::verify);
        }
        publication.clean();
        lake().deleteRuns(records.abandonedRuns());
        lake().deleteOtherRuns(CurrentRows.STAGE, Set.of());
        lake().deleteOtherRuns(FactViews.STAGE, records.servingRuns());
        return LoadResult.of("published");
    }

    // ---- what the steps share

    private RebuildScope scope(LoadRun run) {
        return RebuildScope.of(
                records.touchedYears(run.runId()),
                records.knownYears(run.runId()),
                run.businessDate(),
                run.isReferenceNew() && !records.lastReferenceDigest().isEmpty(),
                run.years());
    }

    private Map<String, SortedSet<Integer>> stagedYears(RebuildScope scope) {
        Map<String, SortedSet<Integer>> staged = new TreeMap<>();
        scope.yearsByFact().forEach((fact, years) -> staged.put(fact.name(), years));
        if (!scope.years().isEmpty()) {
            staged.put(SUBMISSION, scope.years());
            staged.put(INDICATOR_VALUE, scope.years());
        }
        return staged;
    }

    /** The facts of the years that this run makes indicators for: its own where it made them, else published ones. */
    private void registerFacts(LoadRun run, RebuildScope scope) {
        for (FactTable fact : FactTable.ALL) {
            SortedSet<Integer> stale = scope.yearsByFact().getOrDefault(fact, new TreeSet<>());
            facts().read(fact, runs(run, fact.name(), stale, scope.years()));
        }
    }

    private Map<Integer, String> runs(LoadRun run, String dataset, Set<Integer> ownYears, Set<Integer> wantedYears) {
        Map<Integer, String> runs = new TreeMap<>(records.publishedRuns(dataset));
        runs.keySet().retainAll(wantedYears);
        ownYears.forEach(year -> runs.put(year, run.runId()));
        return runs;
    }

    private Dataset<Row> readFact(String dataset, Map<Integer, String> runByYear) {
        return facts().read(
                        dataset,
                        runByYear,
                        schemaOf(dataset, runByYear.values().iterator().next()));
    }

    private StructType schemaOf(String dataset, String runId) {
        StructType schema = spark().read()
                .parquet(lake().folder(FactViews.STAGE, dataset, runId))
                .schema();
        List<org.apache.spark.sql.types.StructField> fields = new ArrayList<>(List.of(schema.fields()));
        fields.removeIf(field -> field.name().equals("reporting_year"));
        return new StructType(fields.toArray(org.apache.spark.sql.types.StructField[]::new))
                .add("reporting_year", DataTypes.IntegerType);
    }

    private Map<String, List<RunRecords.FileCount>> fileCounts(LoadRun run, Set<String> feeds) {
        Dataset<Row> outcomes = feeds.stream()
                .map(feed -> Conforming.conformedRows(lake(), contracts.get(feed), Set.of(run.runId()))
                        .select(lit(feed).as("feed"), col("file_name"), col("outcome"), col("reporting_year")))
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
                        functions.collect_set(functions.when(col("outcome").equalTo("valid"), col("reporting_year"))))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0),
                        Collectors.mapping(
                                row -> new RunRecords.FileCount(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        new TreeSet<>(row.<Integer>getList(6))),
                                Collectors.toList())));
    }

    /** Why a file is refused for the share of its rows that broke a rule. */
    private Optional<Rejection> mostlyRejected(FeedContract contract, RunRecords.FileCount count) {
        double limit =
                Math.min(contract.maxRejectedShare(), settings.thresholds().rejectedShare());
        return RejectedShare.check(limit, count.fileName(), count.valid() + count.rejected(), count.rejected());
    }

    private long stageRejections(LoadRun run) {
        StagedRejections rejections = new StagedRejections(spark(), lake(), warehouse, sink());
        Set<String> feeds = records.feedsOf(run.runId());
        for (FeedContract contract : contracts.all()) {
            if (feeds.contains(contract.feed())) {
                rejections.addBrokenRules(run.runId(), contract);
            }
            if (currentRows().hasRejected(run.runId(), contract)) {
                rejections.add(contract, currentRows().rejected(run.runId(), contract));
            }
            if (!contract.replaces().isEmpty()) {
                rejections.addSuperseded(contract, currentRows().supersededSubmissions(run.runId(), contract));
            }
            records.fileCounts(run.runId(), contract.feed()).forEach((sha256, count) -> mostlyRejected(contract, count)
                    .ifPresent(reason -> rejections.addRefusal(contract.feed(), count.fileName(), sha256, reason)));
        }
        return rejections.load(run.runId());
    }

    private static boolean isList(FeedContract contract) {
        return FactTable.ALL.stream()
                .anyMatch(fact -> fact.carriesForward() && fact.feeds().contains(contract.feed()));
    }

    private SortedSet<Integer> allYears(LoadRun run) {
        SortedSet<Integer> all = new TreeSet<>();
        for (int year = settings.years().first(); year <= run.businessDate().getYear() + 1; year++) {
            all.add(year);
        }
        return all;
    }

    private ReportingYears years(LoadRun run) {
        return new ReportingYears(settings.years().first(), run.businessDate().getYear() + 1);
    }

    private SparkSession spark() {
        return sessions.get();
    }

    private ParquetLake lake() {
        return new ParquetLake(spark(), settings.lake());
    }

    /** The staged dimensions as views; read again after the dimension step changed them. */
    private synchronized DimensionViews dimensions() {
        if (dimensions == null) {
            dimensions = new DimensionViews(spark(), warehouse);
            dimensions.register();
        }
        return dimensions;
    }

    private synchronized void registerDimensions() {
        dimensions = null;
        dimensions();
    }

    private synchronized FactViews facts() {
        if (facts == null) {
            dimensions();
            facts = new FactViews(spark(), lake());
            facts.registerFeeds(contracts.all());
        }
        return facts;
    }

    private CurrentRows currentRows() {
        return new CurrentRows(spark(), lake());
    }

    private IndicatorStage indicators() {
        return new IndicatorStage(spark(), lake(), catalogue());
    }

    private static IndicatorCatalogue catalogue() {
        return IndicatorCatalogue.load();
    }

    private CopySink sink() {
        ConnectionTarget target = database.etlTarget();
        return new CopySink(target.url(), target.properties(WarehouseDatabase.LOAD_SESSION));
    }

    private Pseudonymiser pseudonymiser() {
        return Pseudonymiser.of(settings.pseudonymKey());
    }
}
