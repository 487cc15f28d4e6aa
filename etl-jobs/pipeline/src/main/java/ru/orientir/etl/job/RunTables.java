package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.indicator.IndicatorInputs;
import ru.orientir.etl.table.Table;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.etl.table.TableMaking;

/**
 * The tables of a run: made of the rows that it selected, of the dimensions that it staged, and of facts, its own for the years that
 * it makes, else published ones.
 */
final class RunTables {

    private final LoadRun run;
    private final StaleYears staleYears;
    private final TableSources sources;
    private final DimensionInputs dimensions;
    private IndicatorInputs.Deliveries deliveries;

    RunTables(LoadRun run, StaleYears staleYears, TableSources sources) {
        this.run = run;
        this.staleYears = staleYears;
        this.sources = sources;
        this.dimensions = sources.dimensions();
    }

    /** Makes the stale years of a fact and keeps them in the lake. */
    void make(Table fact) {
        SortedSet<Integer> years = staleYears.of(fact);
        Dataset<Row> rows = making(years, staleYears.all()).make(fact);
        sources.lake()
                .write(
                        rows.where(col("reporting_year").isin(years.toArray())),
                        fact.step().word(),
                        fact.name(),
                        run.runId(),
                        "reporting_year");
    }

    /** Makes a table of all years that are known and keeps it in the lake. */
    void makeWhole(Table table, SortedSet<Integer> years) {
        sources.lake().write(making(years, years).make(table), table.step().word(), table.name(), run.runId());
    }

    /** Rows that the run wrote of a fact. */
    Dataset<Row> own(Table fact) {
        return fact.isByYear()
                ? own(fact, staleYears.of(fact))
                : sources.lake()
                        .readRuns(fact.step().word(), fact.name(), List.of(run.runId()), fact.columns())
                        .drop("run");
    }

    /** Rows of a table, feed or dimension in all years of which the run makes some number. */
    Dataset<Row> rows(String name) {
        return making(staleYears.all(), staleYears.all()).input(name);
    }

    DimensionInputs dimensions() {
        return dimensions;
    }

    /**
     * @param made years that are being made
     * @param read years of which facts are read
     */
    private TableMaking making(SortedSet<Integer> made, SortedSet<Integer> read) {
        return new TableMaking(sources.spark().get(), sources.catalogue(), name -> input(name, made, read));
    }

    private Dataset<Row> input(String name, SortedSet<Integer> made, SortedSet<Integer> read) {
        if (name.equals(TableCatalogue.YEAR)) {
            return sources.spark()
                    .get()
                    .createDataFrame(
                            made.stream().map(RowFactory::create).toList(), StructType.fromDDL("reporting_year int"));
        }
        if (sources.contracts().contains(name)) {
            return sources.selected(run)
                    .of(sources.feeds().of(run, staleYears, sources.contracts().get(name)));
        }
        if (sources.catalogue().contains(name)) {
            return fact(sources.catalogue().get(name), read);
        }
        return IndicatorInputs.names().contains(name)
                ? new IndicatorInputs(
                                sources.spark().get(),
                                sources.indicators(),
                                deliveries(),
                                run.businessDate(),
                                making(made, read)::input)
                        .input(name, made)
                : dimensions.input(name);
    }

    /** Asked of the ledger once, however many tables read of it. */
    private synchronized IndicatorInputs.Deliveries deliveries() {
        if (deliveries == null) {
            deliveries = sources.deliveries(run);
        }
        return deliveries;
    }

    private Dataset<Row> fact(Table fact, SortedSet<Integer> read) {
        SortedSet<Integer> own = new TreeSet<>(staleYears.of(fact));
        own.retainAll(read);
        SortedSet<Integer> others = new TreeSet<>(read);
        others.removeAll(own);
        return sources.published().read(fact.name(), others, fact.columns()).unionByName(own(fact, own));
    }

    private Dataset<Row> own(Table fact, SortedSet<Integer> years) {
        TreeMap<Integer, String> runByYear = new TreeMap<>();
        years.forEach(year -> runByYear.put(year, run.runId()));
        return sources.lake()
                .readYears(fact.step().word(), fact.name(), runByYear, fact.columns())
                .drop("run");
    }
}
