/**
 * What is counted over the facts: submissions, values of indicators, the comparison of stages. May import: {@code contract}, {@code dimension},
 * {@code ledger}, {@code table}, {@code warehouse}.
 */
package ru.orientir.etl.indicator;
