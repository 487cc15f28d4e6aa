package ru.orientir.etl.job;

import java.util.Optional;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.rules.RulesOverRows;

/**
 * Refuses files with too large a share of wrong rows, by the stricter of two limits: the contract's and the settings'.
 *
 * @param ofSettings share of rejected rows, 0 to 1, above which no file is taken, whatever its contract says
 */
record RejectedShareLimit(double ofSettings) {

    /** Why a file is refused; empty where it is not. */
    Optional<Rejection> refusal(FeedContract contract, String fileName, long valid, long rejected) {
        return new RulesOverRows(contract).tooManyRejected(ofSettings, fileName, valid + rejected, rejected);
    }
}
