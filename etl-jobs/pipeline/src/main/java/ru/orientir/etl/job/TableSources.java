package ru.orientir.etl.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.indicator.IndicatorInputs;
import ru.orientir.etl.indicator.IndicatorParts;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.EmptyForm;
import ru.orientir.etl.ledger.PublishedRows;
import ru.orientir.etl.ledger.Submissions;
import ru.orientir.etl.select.SelectedRows;
import ru.orientir.etl.table.TableCatalogue;

/** Where the tables of any run come from. */
record TableSources(
        TableCatalogue catalogue,
        FeedContracts contracts,
        IndicatorParts indicators,
        Submissions submissions,
        RunFeeds feeds,
        PublishedRows published,
        ParquetLake lake,
        SparkSessions spark,
        JdbcTemplate warehouse) {

    /** The tables of a run. */
    RunTables of(LoadRun run, StaleYears staleYears) {
        return new RunTables(run, staleYears, this);
    }

    /** What a run selected. */
    SelectedRows selected(LoadRun run) {
        return new SelectedRows(spark.get(), lake, run.runId());
    }

    /** The staged dimensions, read when they are first asked for. */
    DimensionInputs dimensions() {
        return new DimensionInputs(spark.get(), warehouse);
    }

    /** What a run knows of the deliveries of all feeds by which somebody reports. */
    IndicatorInputs.Deliveries deliveries(LoadRun run) {
        List<FeedContract> reporting = contracts.all().stream()
                .filter(contract -> !contract.feed().equals(StaleYears.REGISTER))
                .toList();
        Map<String, List<EmptyForm>> emptyForms = new TreeMap<>();
        Set<String> lists = new TreeSet<>();
        for (FeedContract contract : reporting) {
            emptyForms.put(contract.feed(), submissions.emptyForms(contract.feed(), run.runId()));
            if (catalogue.listsStandingThings(contract.feed())) {
                lists.add(contract.feed());
            }
        }
        return new IndicatorInputs.Deliveries(selected(run).submissions(), reporting, lists, emptyForms);
    }
}
