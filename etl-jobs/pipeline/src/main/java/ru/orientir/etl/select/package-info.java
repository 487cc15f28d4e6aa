/**
 * Which conformed rows count now: corrected forms in place of what they correct, repeated rows once, known organizations. May import:
 * {@code contract}, {@code lake}, {@code ledger}, {@code rows}.
 */
package ru.orientir.etl.select;
