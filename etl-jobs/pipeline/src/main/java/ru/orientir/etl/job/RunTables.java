package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.table.Table;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.etl.table.TableMaking;

/**
 * The tables of a run: made of the rows that it selected, of the dimensions that it staged, and of facts, its own for the years that
 * it makes, else published ones.
 */
final class RunTables {

    /** Name of the stage's folder in the lake. */
    static final String STAGE = "table";

    private final LoadRun run;
    private final StaleYears staleYears;
    private final TableSources sources;
    private final DimensionInputs dimensions;

    RunTables(LoadRun run, StaleYears staleYears, TableSources sources) {
        this.run = run;
        this.staleYears = staleYears;
        this.sources = sources;
        this.dimensions = sources.dimensions();
    }

    /** Makes the stale years of a fact and keeps them in the lake. */
    void make(Table fact) {
        SortedSet<Integer> years = stale(fact);
        write(making(years).make(fact).where(col("reporting_year").isin(years.toArray())), fact.name());
    }

    /** Keeps rows of a dataset in the lake. */
    void write(Dataset<Row> rows, String dataset) {
        sources.lake().write(rows, STAGE, dataset, run.runId(), "reporting_year");
    }

    /** Rows that the run wrote of a dataset in the given years. */
    Dataset<Row> own(String dataset, SortedSet<Integer> years, StructType columns) {
        TreeMap<Integer, String> runByYear = new TreeMap<>();
        years.forEach(year -> runByYear.put(year, run.runId()));
        return sources.lake().readYears(STAGE, dataset, runByYear, columns).drop("run");
    }

    /** Rows of a table, feed or dimension in all years of which the run makes some number. */
    Dataset<Row> rows(String name) {
        return making(staleYears.all()).input(name);
    }

    DimensionInputs dimensions() {
        return dimensions;
    }

    /** An input with reporting years. */
    Dataset<Row> years(Collection<Integer> years) {
        List<Row> rows = years.stream().map(RowFactory::create).toList();
        return sources.spark().get().createDataFrame(rows, StructType.fromDDL("reporting_year int"));
    }

    private TableMaking making(SortedSet<Integer> years) {
        return new TableMaking(sources.spark().get(), sources.catalogue(), name -> input(name, years));
    }

    private Dataset<Row> input(String name, SortedSet<Integer> years) {
        if (name.equals(TableCatalogue.YEAR)) {
            return years(years);
        }
        if (sources.contracts().contains(name)) {
            return sources.selected(run)
                    .of(sources.feeds().of(run, staleYears, sources.contracts().get(name)));
        }
        return sources.catalogue().contains(name) ? fact(sources.catalogue().get(name)) : dimensions.input(name);
    }

    private Dataset<Row> fact(Table fact) {
        SortedSet<Integer> own = stale(fact);
        SortedSet<Integer> others = new TreeSet<>(staleYears.all());
        others.removeAll(own);
        return sources.published()
                .read(fact.name(), others, fact.columns())
                .unionByName(own(fact.name(), own, fact.columns()));
    }

    private SortedSet<Integer> stale(Table fact) {
        return staleYears.byFact().getOrDefault(fact, new TreeSet<>());
    }
}
