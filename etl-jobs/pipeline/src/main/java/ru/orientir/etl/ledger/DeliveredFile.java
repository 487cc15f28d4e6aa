package ru.orientir.etl.ledger;

/**
 * A new file of a run.
 *
 * @param name its name in the feed's folder
 * @param location where it was read from, for people; empty where that is not told
 */
public record DeliveredFile(String feed, String name, String sha256, long sizeBytes, String location) {}
