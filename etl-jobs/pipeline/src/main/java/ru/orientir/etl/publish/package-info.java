/**
 * What a load has made into the warehouse: staged, checked, and exchanged in one transaction. May import: {@code contract}, {@code copy},
 * {@code dimension}, {@code lake}, {@code reading}, {@code ledger}, {@code conform}, {@code land}, {@code select}.
 */
package ru.orientir.etl.publish;
