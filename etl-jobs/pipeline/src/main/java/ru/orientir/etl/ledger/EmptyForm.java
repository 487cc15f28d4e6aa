package ru.orientir.etl.ledger;

import java.sql.Date;
import java.sql.Timestamp;

/**
 * A delivery without a row, which reports none.
 *
 * @param year null for a list, which stands for every year
 * @param month null where it stands for a year
 */
public record EmptyForm(String organizationId, Integer year, Date month, Timestamp receivedAt) {}
