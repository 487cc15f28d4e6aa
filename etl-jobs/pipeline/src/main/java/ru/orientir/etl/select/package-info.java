/**
 * Which conformed rows count now: corrected forms in place of what they correct, repeated rows once, known organizations. May import:
 * {@code conform}, {@code contract}, {@code lake}, {@code land}, {@code ledger}, {@code rows}.
 */
package ru.orientir.etl.select;
