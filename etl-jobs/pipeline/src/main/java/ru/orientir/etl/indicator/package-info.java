/**
 * What is counted over the facts: submissions, values of indicators, the comparison of stages. May import: {@code contract}, {@code dimension},
 * {@code lake}, {@code ledger}, {@code rows}, {@code select}, {@code sql}, {@code warehouse}.
 */
package ru.orientir.etl.indicator;
