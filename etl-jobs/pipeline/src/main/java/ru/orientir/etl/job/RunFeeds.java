package ru.orientir.etl.job;

import java.util.List;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.select.FeedFiles;

/** The files of each feed that count once a run is published, with the years that the run asks of them. */
final class RunFeeds {

    private final KnownFiles files;
    private final RunYears years;
    private final FeedContracts contracts;

    RunFeeds(KnownFiles files, RunYears years, FeedContracts contracts) {
        this.files = files;
        this.years = years;
        this.contracts = contracts;
    }

    List<FeedFiles> all(LoadRun run, StaleYears staleYears) {
        return contracts.all().stream()
                .map(contract -> of(run, staleYears, contract))
                .toList();
    }

    FeedFiles of(LoadRun run, StaleYears staleYears, FeedContract contract) {
        return new FeedFiles(
                contract,
                files.inForce(contract.feed(), run.runId()),
                years.judged(run, staleYears, contract.feed()),
                years.submitted(staleYears, contract));
    }
}
