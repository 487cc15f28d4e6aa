package ru.orientir.etl.publish;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.dimension.OrganizationDimension;
import ru.orientir.etl.dimension.ReferenceDimensions;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.LakeFolder;
import ru.orientir.etl.ledger.Nights;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.Rejections;
import ru.orientir.etl.postgres.ConnectionTarget;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.table.BundledTables;
import ru.orientir.etl.table.CsvRows;

/** A star of a handful of rows, staged and published as a load does it. */
public final class SmallStar {

    /** The town of the sample's first organization. */
    public static final String TOWN = "07724000";

    private static final StructType REGISTER =
            StructType.fromDDL("organization_id string, as_of_date date, organization_kind string, full_name string,"
                    + " short_name string, inn string, ogrn string, territory_id string, address string, status string,"
                    + " opened_on date, closed_on date, successor_id string");
    private static final StructType NAMED =
            StructType.fromDDL("inferred_id string, name string, organization_kind_code string, registered_id string");

    private final LocalSpark spark;
    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;
    private final CopySink sink;
    private final Nights nights;
    private final Publication publication;
    private final Map<String, SortedSet<Integer>> staged = new TreeMap<>();

    /** An empty one. */
    public SmallStar(LocalSpark spark, WarehouseDatabase database) {
        this.spark = spark;
        warehouse = new JdbcTemplate(database.etl());
        transaction = new TransactionTemplate(new JdbcTransactionManager(database.etl()));
        ConnectionTarget target = database.etlTarget();
        sink = new CopySink(target.url(), target.properties(WarehouseDatabase.LOAD_SESSION));
        nights = new Nights(warehouse);
        publication = new Publication(
                warehouse,
                transaction,
                new KnownFiles(warehouse),
                new Rejections(warehouse),
                new Publications(warehouse));
        clear();
    }

    private void clear() {
        publication.clean();
        for (String partition : warehouse.queryForList("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'core'::regnamespace AND relispartition AND relkind = 'r'
                """, String.class)) {
            warehouse.execute("DROP TABLE core." + partition);
        }
        warehouse.execute("DELETE FROM core.fact_stage_comparison");
        warehouse.execute("DELETE FROM core.dim_organization WHERE organization_key <> 0");
    }

    /** Stages the reference data, and event editions of 2022 and 2023. */
    public SmallStar reference() {
        new ReferenceDimensions(warehouse).stage(List.of(2022, 2023));
        return this;
    }

    /** Stages reference data and the register, a row per organization and date; a kind, a town and a status need not be said. */
    public SmallStar register(String csv) {
        reference();
        Dataset<Row> rows = CsvRows.of(csv).rows(spark.get(), REGISTER);
        organizations()
                .stage(rows.na()
                        .fill(Map.of(
                                "organization_kind",
                                "school",
                                "full_name",
                                "Школа",
                                "short_name",
                                "Школа",
                                "territory_id",
                                TOWN,
                                "status",
                                "active")));
        return this;
    }

    /** Stages organizations that forms name. */
    public SmallStar named(String csv) {
        organizations().infer(CsvRows.of(csv).rows(spark.get(), NAMED));
        return this;
    }

    /** Stages years of a fact; the rows name the columns that matter. */
    public long fact(String fact, String csv, Integer... years) {
        return fact(fact, rows(fact, csv), years);
    }

    /** Stages years of a fact. */
    public long fact(String fact, Dataset<Row> rows, Integer... years) {
        staged.put(fact, new TreeSet<>(List.of(years)));
        return new StagedFacts(warehouse, sink, keys()).loadYears(fact, rows, List.of(years));
    }

    /** Rows as the lake has them. */
    public Dataset<Row> rows(String fact, String csv) {
        return CsvRows.of(csv).rows(spark.get(), BundledTables.ALL.get(fact).columns());
    }

    SurrogateKeys keys() {
        return new SurrogateKeys(warehouse, new DimensionInputs(spark.get(), warehouse));
    }

    /** Years of each fact that is staged. */
    Map<String, SortedSet<Integer>> staged() {
        return staged;
    }

    /** Publishes all that is staged. */
    public void publish(String runId) {
        publish(runId, () -> {});
    }

    /** @param lockCheck called before the transaction commits */
    void publish(String runId, Runnable lockCheck) {
        if (warehouse.queryForObject("SELECT count(*) FROM audit.load_run WHERE run_id = ?", Long.class, runId) == 0) {
            nights.begin(runId);
        }
        warehouse.execute("CREATE TABLE IF NOT EXISTS staging.fact_stage_comparison (LIKE core.fact_stage_comparison)");
        warehouse.execute("CREATE TABLE IF NOT EXISTS staging.rejected_row (LIKE audit.rejected_row)");
        warehouse.execute(
                "CREATE TABLE IF NOT EXISTS staging.superseded_submission (LIKE audit.superseded_submission)");
        SortedSet<Integer> years = new TreeSet<>();
        staged.values().forEach(years::addAll);
        List<LakeFolder> folders = staged.entrySet().stream()
                .flatMap(fact -> fact.getValue().stream()
                        .map(year -> new LakeFolder(
                                fact.getKey(),
                                year,
                                "table/%s/run=%s/reporting_year=%d".formatted(fact.getKey(), runId, year))))
                .toList();
        publication.publish(
                new Publication.Staged(runId, Nights.DAY, "reference of " + runId, staged, Map.of(), folders, years),
                lockCheck);
        publication.clean();
        staged.clear();
    }

    private OrganizationDimension organizations() {
        return new OrganizationDimension(warehouse, transaction, sink);
    }
}
