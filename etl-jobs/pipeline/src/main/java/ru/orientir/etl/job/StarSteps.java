package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.dimension.OrganizationDimension;
import ru.orientir.etl.dimension.ReferenceDimensions;
import ru.orientir.etl.settings.InParallel;
import ru.orientir.etl.table.Table;

/** Steps dimension and table: the star schema, of the years that the run touches. */
final class StarSteps {

    private final TableSources sources;
    private final CopySink sink;
    private final RunYears years;
    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;

    StarSteps(
            TableSources sources,
            CopySink sink,
            RunYears years,
            JdbcTemplate warehouse,
            TransactionTemplate transaction) {
        this.sources = sources;
        this.sink = sink;
        this.years = years;
        this.warehouse = warehouse;
        this.transaction = transaction;
    }

    LoadResult dimension(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        new ReferenceDimensions(warehouse).stage(staleYears.all());
        OrganizationDimension organizations = new OrganizationDimension(warehouse, transaction, sink);
        organizations.stage(sources.of(run, staleYears).rows(StaleYears.REGISTER));
        List<FeedContract> tellingNames = sources.contracts().all().stream()
                .filter(FeedContract::isTellingOrganizationByName)
                .toList();
        if (tellingNames.stream()
                .anyMatch(contract -> !staleYears.ofFeed(contract.feed()).isEmpty())) {
            tellingNames.stream()
                    .map(contract -> namedOrganizations(run, contract))
                    .reduce(Dataset::union)
                    .ifPresent(organizations::infer);
        }
        long count = warehouse.queryForObject(
                "SELECT count(DISTINCT organization_id) FROM staging.dim_organization WHERE organization_key <> 0 AND is_current",
                Long.class);
        return new LoadResult(null, count, null, "%,d organizations".formatted(count));
    }

    /** The names that the forms of a feed in force call organizations by, with what the register knows of them. */
    private Dataset<Row> namedOrganizations(LoadRun run, FeedContract contract) {
        Dataset<Row> names = sources.selected(run)
                .submissions()
                .where(col("feed_code").equalTo(contract.feed()))
                .where("outcome = 'valid'")
                .select("sender", "is_sender_named")
                .distinct();
        return OrganizationAlias.resolvedSenders(names, sources.dimensions().input(DimensionInputs.ORGANIZATION_ALIAS))
                .withColumn("inferred_id", expr("inferred_organization_id(sender)"))
                .select(
                        col("inferred_id"),
                        col("sender").as("name"),
                        lit(contract.expectedFrom().orElse("unknown")).as("organization_kind_code"),
                        expr("nullif(organization_id, inferred_id)").as("registered_id"));
    }

    LoadResult table(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        RunTables tables = sources.of(run, staleYears);
        for (List<Table> wave : sources.catalogue().waves()) {
            InParallel.forEach(
                    wave.stream().filter(staleYears.byFact()::containsKey).toList(), tables::make);
        }
        return LoadResult.of("%d facts, years %s".formatted(staleYears.byFact().size(), staleYears.all()));
    }
}
