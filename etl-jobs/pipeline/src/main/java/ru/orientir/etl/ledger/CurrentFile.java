package ru.orientir.etl.ledger;

import java.io.Serializable;
import java.sql.Timestamp;

/**
 * A file whose rows count now.
 *
 * @param name its name in the feed's folder
 * @param sha256 digest of its content
 * @param conformedRun run whose conformed lake holds its rows
 * @param order position in the order of arrival; a later file has a greater one
 * @param receivedAt when it was received
 */
public record CurrentFile(String name, String sha256, String conformedRun, long order, Timestamp receivedAt)
        implements Serializable {}
