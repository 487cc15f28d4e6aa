/**
 * Which conformed rows count now: corrected forms in place of what they correct, repeated rows once, known organizations. May import:
 * {@code rules}, {@code contract}, {@code lake}, {@code reading}, {@code ledger}, {@code conform}, {@code land}.
 */
package ru.orientir.etl.select;
