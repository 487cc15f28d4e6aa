package ru.orientir.etl.job;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.conform.CurrentFile;
import ru.orientir.etl.conform.CurrentRows;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.OrganizationDimension;
import ru.orientir.etl.dimension.ReferenceDimensions;
import ru.orientir.etl.fact.FactTable;
import ru.orientir.etl.fact.FactViews;
import ru.orientir.etl.platform.InParallel;

/** Steps dimension and fact: the star schema, of the years that the run touches. */
final class StarSteps {

    private final RunWorkspace workspace;
    private final RunRecords records;
    private final FeedContracts contracts;
    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;

    StarSteps(
            RunWorkspace workspace,
            RunRecords records,
            FeedContracts contracts,
            JdbcTemplate warehouse,
            TransactionTemplate transaction) {
        this.workspace = workspace;
        this.records = records;
        this.contracts = contracts;
        this.warehouse = warehouse;
        this.transaction = transaction;
    }

    LoadResult dimension(LoadRun run) {
        RebuildScope scope = workspace.scope(run);
        new ReferenceDimensions(warehouse).stage(scope.years());
        OrganizationDimension organizations = new OrganizationDimension(warehouse, transaction, workspace.sink());
        FeedContract register = contracts.get(RebuildScope.REGISTER);
        CurrentRows current = workspace.currentRows();
        current.write(
                run.runId(),
                register,
                records.currentFiles(run.runId(), register.feed()),
                workspace.judgedYears(run, scope, register.feed()),
                null);
        organizations.stage(current.kept(run.runId(), register));
        workspace.registerDimensions();
        for (FeedContract contract : contracts.all()) {
            if (contract.isTellingOrganizationByName()
                    && !scope.yearsOfFeed(contract.feed()).isEmpty()) {
                Set<String> runs = records.currentFiles(run.runId(), contract.feed()).stream()
                        .map(CurrentFile::conformedRun)
                        .collect(Collectors.toSet());
                Conforming.conformedRows(workspace.lake(), contract, runs)
                        .where("outcome = 'valid'")
                        .select(contract.organizationField())
                        .createOrReplaceTempView("named_organization");
                organizations.inferMissing(
                        workspace
                                .spark()
                                .sql(
                                        "SELECT n.* FROM named_organization n LEFT ANTI JOIN organization_alias a ON a.alias = organization_alias_of(n."
                                                + contract.organizationField() + ")"),
                        contract.expectedFrom().orElse("unknown"));
            }
        }
        workspace.registerDimensions();
        long count = warehouse.queryForObject(
                "SELECT count(DISTINCT organization_id) FROM staging.dim_organization WHERE organization_key <> 0",
                Long.class);
        return new LoadResult(null, count, null, "%,d organizations".formatted(count));
    }

    LoadResult fact(LoadRun run) {
        RebuildScope scope = workspace.scope(run);
        FactViews facts = workspace.facts();
        Dataset<Row> organizations = workspace
                .dimensions()
                .table("dim_organization")
                .select("organization_id")
                .distinct();
        List<FeedContract> stale = contracts.all().stream()
                .filter(contract -> !scope.yearsOfFeed(contract.feed()).isEmpty())
                .toList();
        InParallel.forEach(stale, contract -> workspace
                .currentRows()
                .write(
                        run.runId(),
                        contract,
                        records.currentFiles(run.runId(), contract.feed()),
                        workspace.judgedYears(run, scope, contract.feed()),
                        organizations));
        stale.forEach(contract ->
                workspace.currentRows().kept(run.runId(), contract).createOrReplaceTempView(contract.feed()));
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
                workspace.registerFacts(run, scope);
            }
        }
        return LoadResult.of("%d facts, years %s".formatted(scope.yearsByFact().size(), scope.years()));
    }
}
