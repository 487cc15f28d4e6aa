package ru.orientir.etl.job;

import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.PublishedRows;
import ru.orientir.etl.select.SelectedRows;
import ru.orientir.etl.table.TableCatalogue;

/** Where the tables of any run come from. */
record TableSources(
        TableCatalogue catalogue,
        FeedContracts contracts,
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
}
