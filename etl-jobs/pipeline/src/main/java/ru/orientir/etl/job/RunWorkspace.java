package ru.orientir.etl.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.conform.RulesOverRows;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.dimension.DimensionViews;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.land.Rejection;
import ru.orientir.etl.postgres.ConnectionTarget;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.select.CurrentRows;
import ru.orientir.etl.settings.OrientirSettings;

/**
 * What the steps of a run share: Spark, lake and warehouse, which years are stale, and the views of dimensions and facts as far as
 * the run has made them.
 */
final class RunWorkspace {

    private static final String SUBMISSION = "fact_submission";
    private static final String INDICATOR_VALUE = "fact_indicator_value";

    private final SparkSessions sessions;
    private final OrientirSettings settings;
    private final RunRecords records;
    private final FeedContracts contracts;
    private final WarehouseDatabase database;
    private final JdbcTemplate warehouse;
    private DimensionViews dimensions;
    private FactViews facts;

    RunWorkspace(
            SparkSessions sessions,
            OrientirSettings settings,
            RunRecords records,
            FeedContracts contracts,
            WarehouseDatabase database,
            JdbcTemplate warehouse) {
        this.sessions = sessions;
        this.settings = settings;
        this.records = records;
        this.contracts = contracts;
        this.database = database;
        this.warehouse = warehouse;
    }

    /** Spark shows the step's name with every job. */
    void nameSparkJobs(String step) {
        sessions.get().sparkContext().setJobGroup(step, step, false);
    }

    SparkSession spark() {
        return sessions.get();
    }

    ParquetLake lake() {
        return new ParquetLake(spark(), settings.lake());
    }

    CopySink sink() {
        ConnectionTarget target = database.etlTarget();
        return new CopySink(target.url(), target.properties(WarehouseDatabase.LOAD_SESSION));
    }

    /** The years of facts that the run builds anew. */
    RebuildScope scope(LoadRun run) {
        return RebuildScope.of(
                records.touchedYears(run.runId()),
                records.knownYears(run.runId()),
                run.businessDate(),
                run.isReferenceNew() && !records.lastReferenceDigest().isEmpty(),
                run.years());
    }

    /** Years that the run stages, by table. */
    Map<String, SortedSet<Integer>> stagedYears(RebuildScope scope) {
        Map<String, SortedSet<Integer>> staged = new TreeMap<>();
        scope.yearsByFact().forEach((fact, years) -> staged.put(fact.name(), years));
        if (!scope.years().isEmpty()) {
            staged.put(SUBMISSION, scope.years());
            staged.put(INDICATOR_VALUE, scope.years());
        }
        return staged;
    }

    /** The years that rows are taken in for. */
    ReportingYears years(LoadRun run) {
        return new ReportingYears(settings.years().first(), run.businessDate().getYear() + 1);
    }

    /** Every year that rows may belong to, those included in which something may have begun that a list still holds. */
    private SortedSet<Integer> allYears(LoadRun run) {
        SortedSet<Integer> all = new TreeSet<>();
        ReportingYears years = years(run).beginnings();
        for (int year = years.first(); year <= years.last(); year++) {
            all.add(year);
        }
        return all;
    }

    /**
     * Years whose rows of a feed the run judges anew: of the register and of a list of standing things it is the whole feed,
     * otherwise the years in which a fact is stale.
     */
    SortedSet<Integer> judgedYears(LoadRun run, RebuildScope scope, String feed) {
        SortedSet<Integer> stale = scope.yearsOfFeed(feed);
        boolean whole = feed.equals(RebuildScope.REGISTER) || !stale.isEmpty() && FactTable.listsStandingThings(feed);
        return whole ? allYears(run) : stale;
    }

    /** Why a file is refused for the share of its rows that broke a rule. */
    Optional<Rejection> mostlyRejected(FeedContract contract, RunRecords.FileCount count) {
        return new RulesOverRows(contract)
                .tooManyRejected(
                        settings.thresholds().rejectedShare(),
                        count.fileName(),
                        count.valid() + count.rejected(),
                        count.rejected());
    }

    /** The staged dimensions as views. */
    synchronized DimensionViews dimensions() {
        if (dimensions == null) {
            dimensions = new DimensionViews(spark(), warehouse);
            dimensions.register();
        }
        return dimensions;
    }

    /** Reads the dimensions again, after the dimension step changed them. */
    synchronized void registerDimensions() {
        dimensions = null;
        dimensions();
    }

    synchronized FactViews facts() {
        if (facts == null) {
            dimensions();
            facts = new FactViews(spark(), lake());
            facts.registerFeeds(contracts.all());
        }
        return facts;
    }

    /** The facts of the years that this run makes indicators for: its own where it made them, else published ones. */
    void registerFacts(LoadRun run, RebuildScope scope) {
        for (FactTable fact : FactTable.ALL) {
            SortedSet<Integer> stale = scope.yearsByFact().getOrDefault(fact, new TreeSet<>());
            facts().read(fact, runs(run, fact.name(), stale, scope.years()));
        }
    }

    /** Rows of a dataset that no entry of {@link FactTable} describes. */
    Dataset<Row> readFact(String dataset, Map<Integer, String> runByYear) {
        return facts().read(
                        dataset,
                        runByYear,
                        schemaOf(dataset, runByYear.values().iterator().next()));
    }

    /** For each wanted year of a dataset the run that serves it: this one for the years it makes, else the published one. */
    Map<Integer, String> runs(LoadRun run, String dataset, Set<Integer> ownYears, Set<Integer> wantedYears) {
        Map<Integer, String> runs = new TreeMap<>(records.publishedRuns(dataset));
        runs.keySet().retainAll(wantedYears);
        ownYears.forEach(year -> runs.put(year, run.runId()));
        return runs;
    }

    CurrentRows currentRows() {
        return new CurrentRows(spark(), lake());
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
}
