/**
 * What a load has made into the warehouse: staged, checked, and exchanged in one transaction. May import: {@code contract}, {@code copy},
 * {@code dimension}, {@code lake}, {@code land}, {@code ledger}, {@code rows}, {@code select}, {@code sql}.
 */
package ru.orientir.etl.publish;
