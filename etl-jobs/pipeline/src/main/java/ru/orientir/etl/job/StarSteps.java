package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.dimension.OrganizationAlias;
import ru.orientir.etl.dimension.OrganizationDimension;
import ru.orientir.etl.dimension.ReferenceDimensions;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.select.CurrentRows;
import ru.orientir.etl.settings.InParallel;

/** Steps dimension and fact: the star schema, of the years that the run touches. */
final class StarSteps {

    private final RunWorkspace workspace;
    private final CopySink sink;
    private final KnownFiles files;
    private final RunYears years;
    private final FeedContracts contracts;
    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;

    StarSteps(
            RunWorkspace workspace,
            CopySink sink,
            KnownFiles files,
            RunYears years,
            FeedContracts contracts,
            JdbcTemplate warehouse,
            TransactionTemplate transaction) {
        this.workspace = workspace;
        this.sink = sink;
        this.files = files;
        this.years = years;
        this.contracts = contracts;
        this.warehouse = warehouse;
        this.transaction = transaction;
    }

    LoadResult dimension(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        new ReferenceDimensions(warehouse).stage(staleYears.all());
        OrganizationDimension organizations = new OrganizationDimension(warehouse, transaction, sink);
        FeedContract register = contracts.get(StaleYears.REGISTER);
        CurrentRows current = workspace.currentRows();
        current.write(
                run.runId(),
                register,
                files.inForce(register.feed(), run.runId()),
                years.judged(run, staleYears, register.feed()),
                null);
        organizations.stage(current.kept(run.runId(), register));
        workspace.registerDimensions();
        List<FeedContract> tellingNames = contracts.all().stream()
                .filter(FeedContract::isTellingOrganizationByName)
                .toList();
        if (tellingNames.stream()
                .anyMatch(contract -> !staleYears.ofFeed(contract.feed()).isEmpty())) {
            tellingNames.stream()
                    .map(contract -> namedOrganizations(run, contract))
                    .reduce(Dataset::union)
                    .ifPresent(organizations::infer);
        }
        workspace.registerDimensions();
        long count = warehouse.queryForObject(
                "SELECT count(DISTINCT organization_id) FROM staging.dim_organization WHERE organization_key <> 0 AND is_current",
                Long.class);
        return new LoadResult(null, count, null, "%,d organizations".formatted(count));
    }

    /** The names that the forms of a feed in force call organizations by, with what the register knows of them. */
    private Dataset<Row> namedOrganizations(LoadRun run, FeedContract contract) {
        Dataset<Row> names = workspace
                .currentRows()
                .inForce(contract, files.inForce(contract.feed(), run.runId()))
                .where("outcome = 'valid'")
                .select(col(contract.organizationField()).as("name"), CurrentRows.sender(contract))
                .distinct();
        return OrganizationAlias.resolved(contract, names)
                .withColumn("inferred_id", expr("inferred_organization_id(name)"))
                .select(
                        col("inferred_id"),
                        col("name"),
                        lit(contract.expectedFrom().orElse("unknown")).as("organization_kind_code"),
                        expr("nullif(organization_id, inferred_id)").as("registered_id"));
    }

    LoadResult fact(LoadRun run) {
        StaleYears staleYears = years.stale(run);
        FactViews facts = workspace.facts();
        Dataset<Row> organizations = workspace
                .dimensions()
                .table("dim_organization")
                .select("organization_id")
                .distinct();
        List<FeedContract> staleFeeds = contracts.all().stream()
                .filter(contract -> !staleYears.ofFeed(contract.feed()).isEmpty())
                .toList();
        InParallel.forEach(staleFeeds, contract -> workspace
                .currentRows()
                .write(
                        run.runId(),
                        contract,
                        files.inForce(contract.feed(), run.runId()),
                        years.judged(run, staleYears, contract.feed()),
                        organizations));
        staleFeeds.forEach(contract ->
                workspace.currentRows().kept(run.runId(), contract).createOrReplaceTempView(contract.feed()));
        for (boolean madeOfFacts : new boolean[] {false, true}) {
            Map<FactTable, Dataset<Row>> rows = new LinkedHashMap<>();
            staleYears.byFact().forEach((fact, stale) -> {
                if (fact.isMadeOfFacts() == madeOfFacts) {
                    facts.rebuild(stale);
                    rows.put(fact, facts.make(fact).where(col("reporting_year").isin(stale.toArray())));
                }
            });
            InParallel.forEach(
                    rows.entrySet(),
                    fact -> facts.write(fact.getValue(), fact.getKey().name(), run.runId()));
            if (!madeOfFacts) {
                workspace.registerFacts(run, staleYears);
            }
        }
        return LoadResult.of("%d facts, years %s".formatted(staleYears.byFact().size(), staleYears.all()));
    }
}
