package ru.orientir.etl.job;

import java.util.List;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.ledger.ConformedFile;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.publish.StagedRejections;
import ru.orientir.etl.select.FeedFiles;
import ru.orientir.etl.select.SelectedRows;

/** Everything that a run rejects, from every stage: broken rules, rows that do not count, superseded submissions, files refused whole. */
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
    long stage(LoadRun run, SelectedRows selected, List<FeedFiles> judged, StagedRejections rejections) {
        for (String feed : files.feeds(run.runId())) {
            FeedContract contract = contracts.get(feed);
            rejections.addBrokenRules(run.runId(), contract);
            for (ConformedFile file : files.conformed(run.runId(), feed)) {
                rejectedShare
                        .refusal(contract, file.fileName(), file.rowsValid(), file.rowsRejected())
                        .ifPresent(reason -> rejections.addRefusal(feed, file.fileName(), file.sha256(), reason));
            }
        }
        rejections.addLeftOut(selected.leftOut(), contracts);
        return rejections.load(run.runId(), selected.supersededSubmissions(judged));
    }
}
