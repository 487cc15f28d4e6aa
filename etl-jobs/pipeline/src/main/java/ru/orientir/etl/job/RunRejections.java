package ru.orientir.etl.job;

import java.util.Set;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.ledger.ConformedFile;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.publish.StagedRejections;
import ru.orientir.etl.select.CurrentRows;

/** Everything that a run rejects, from every stage: broken rules, rows kept from facts, superseded submissions, files refused whole. */
final class RunRejections {

    private final RunFiles files;
    private final FeedContracts contracts;
    private final RejectedShareLimit rejectedShare;

    RunRejections(RunFiles files, FeedContracts contracts, RejectedShareLimit rejectedShare) {
        this.files = files;
        this.contracts = contracts;
        this.rejectedShare = rejectedShare;
    }

    /** Stages them and returns how many there are. */
    long stage(LoadRun run, CurrentRows current, StagedRejections rejections) {
        Set<String> feeds = files.feeds(run.runId());
        for (FeedContract contract : contracts.all()) {
            if (feeds.contains(contract.feed())) {
                rejections.addBrokenRules(run.runId(), contract);
            }
            if (current.hasRejected(run.runId(), contract)) {
                rejections.add(contract, current.rejected(run.runId(), contract));
            }
            if (!contract.replaces().isEmpty()) {
                rejections.addSuperseded(contract, current.supersededSubmissions(run.runId(), contract));
            }
            for (ConformedFile file : files.conformed(run.runId(), contract.feed())) {
                rejectedShare
                        .refusal(contract, file.fileName(), file.rowsValid(), file.rowsRejected())
                        .ifPresent(reason ->
                                rejections.addRefusal(contract.feed(), file.fileName(), file.sha256(), reason));
            }
        }
        return rejections.load(run.runId());
    }
}
