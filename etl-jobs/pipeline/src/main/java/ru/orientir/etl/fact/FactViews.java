package ru.orientir.etl.fact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.select.CurrentRows;

/**
 * Facts as the lake keeps them: codes and dates in place of surrogate keys, so that a warehouse can be made from them
 * anew.
 *
 * <p>{@code fact/<fact>/run=<run>/reporting_year=<year>}; which run serves a year is said by the caller.
 */
public final class FactViews {

    /** Name of the stage's folder in the lake. */
    public static final String STAGE = "fact";

    private final SparkSession spark;
    private final ParquetLake lake;
    private final Map<FactTable, StructType> schemas = new HashMap<>();

    public FactViews(SparkSession spark, ParquetLake lake) {
        this.spark = spark;
        this.lake = lake;
    }

    /** Gives every feed a view without rows, so that any fact's SQL can be analysed; views with rows replace them. */
    public void registerFeeds(Iterable<FeedContract> contracts) {
        for (FeedContract contract : contracts) {
            spark.createDataFrame(List.of(), CurrentRows.keptSchema(contract)).createOrReplaceTempView(contract.feed());
        }
        years(List.of(0)).createOrReplaceTempView("rebuilt_year");
        for (FactTable fact : FactTable.ALL) {
            schemas.put(fact, make(fact).schema());
            spark.createDataFrame(List.of(), schemas.get(fact)).createOrReplaceTempView(fact.name());
        }
    }

    /** A view {@code rebuilt_year} of these years. */
    public void rebuild(Iterable<Integer> years) {
        years(years).createOrReplaceTempView("rebuilt_year");
    }

    /** The rows that the fact's SQL makes of the views as they stand, with the territory the organization was in. */
    public Dataset<Row> make(FactTable fact) {
        return located(spark.sql(fact.sql()));
    }

    /** Rows of a fact from the runs that serve its years, as a view of the fact's name. */
    public Dataset<Row> read(FactTable fact, Map<Integer, String> runByYear) {
        Dataset<Row> rows = read(fact.name(), runByYear, schemas.get(fact));
        rows.createOrReplaceTempView(fact.name());
        return rows;
    }

    /** Rows of a dataset of this stage from the runs that serve its years. */
    public Dataset<Row> read(String dataset, Map<Integer, String> runByYear, StructType schema) {
        return lake.readYears(STAGE, dataset, runByYear, schema).drop("run");
    }

    /** Writes rows of a fact for a run. */
    public void write(Dataset<Row> rows, String dataset, String runId) {
        lake.write(rows, STAGE, dataset, runId, "reporting_year");
    }

    private Dataset<Row> located(Dataset<Row> rows) {
        if (List.of(rows.columns()).contains("territory_id")) {
            return rows;
        }
        rows.createOrReplaceTempView("to_be_located");
        return spark.sql("""
                SELECT /*+ BROADCAST(o) */ r.*, coalesce(o.territory_id, 'unknown') AS territory_id
                FROM to_be_located r
                LEFT JOIN organization_version o
                  ON o.organization_id = r.organization_id AND r.valid_on >= o.valid_from AND r.valid_on < o.valid_to
                """);
    }

    private Dataset<Row> years(Iterable<Integer> years) {
        List<Row> rows = new java.util.ArrayList<>();
        years.forEach(year -> rows.add(org.apache.spark.sql.RowFactory.create(year)));
        return spark.createDataFrame(rows, StructType.fromDDL("reporting_year int"));
    }
}
