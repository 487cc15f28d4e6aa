package ru.orientir.etl.ledger;

import java.time.LocalDate;

/**
 * What is known of a run when it begins.
 *
 * @param command the command's name as the operator typed it
 * @param inbox folder the files are read from
 * @param holder who holds the run lock
 * @param inputsDigest SHA-256 over everything that decides the result
 */
public record RunStart(
        String runId, String command, LocalDate businessDate, String inbox, String holder, String inputsDigest) {}
