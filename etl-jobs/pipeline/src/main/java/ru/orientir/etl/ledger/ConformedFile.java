package ru.orientir.etl.ledger;

/** A file of a run that holds rows, with how many of them are valid and how many were rejected. */
public record ConformedFile(String fileName, String sha256, long rowsValid, long rowsRejected) {}
