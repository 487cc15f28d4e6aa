package ru.orientir.etl.job;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.DimensionViews;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.indicator.IndicatorStage;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.select.CurrentRows;

/** The views of current rows, dimensions and facts, as far as the run has made them. */
final class RunWorkspace {

    private static final Map<String, StructType> SCHEMAS = Map.of(
            "fact_submission", IndicatorStage.SUBMISSION_SCHEMA,
            "fact_indicator_value", IndicatorStage.VALUE_SCHEMA);

    private final SparkSessions spark;
    private final ParquetLake lake;
    private final Publications publications;
    private final FeedContracts contracts;
    private final JdbcTemplate warehouse;
    private DimensionViews dimensions;
    private FactViews facts;

    RunWorkspace(
            SparkSessions spark,
            ParquetLake lake,
            Publications publications,
            FeedContracts contracts,
            JdbcTemplate warehouse) {
        this.spark = spark;
        this.lake = lake;
        this.publications = publications;
        this.contracts = contracts;
        this.warehouse = warehouse;
    }

    CurrentRows currentRows() {
        return new CurrentRows(spark.get(), lake);
    }

    /** The staged dimensions as views. */
    synchronized DimensionViews dimensions() {
        if (dimensions == null) {
            dimensions = new DimensionViews(spark.get(), warehouse);
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
            facts = new FactViews(spark.get(), lake);
            facts.registerFeeds(contracts.all());
        }
        return facts;
    }

    /** The facts of the years that this run makes indicators for: its own where it made them, else published ones. */
    void registerFacts(LoadRun run, StaleYears staleYears) {
        for (FactTable fact : FactTable.ALL) {
            SortedSet<Integer> own = staleYears.byFact().getOrDefault(fact, new TreeSet<>());
            facts().read(fact, runs(run, fact.name(), own, staleYears.all()));
        }
    }

    /** Rows that the run wrote of a dataset that no entry of {@link FactTable} describes. */
    Dataset<Row> ownRows(LoadRun run, String dataset, Set<Integer> years) {
        return facts().read(dataset, runs(run, dataset, years, years), SCHEMAS.get(dataset));
    }

    /** For each wanted year of a dataset the run that serves it: this one for the years it makes, else the published one. */
    Map<Integer, String> runs(LoadRun run, String dataset, Set<Integer> ownYears, Set<Integer> wantedYears) {
        Map<Integer, String> runs = new TreeMap<>(publications.runByYear(dataset));
        runs.keySet().retainAll(wantedYears);
        ownYears.forEach(year -> runs.put(year, run.runId()));
        return runs;
    }
}
