package ru.orientir.etl.ledger;

/**
 * The folder of the lake that serves a year of a dataset.
 *
 * @param path below the lake's root
 */
public record LakeFolder(String dataset, int reportingYear, String path) {}
