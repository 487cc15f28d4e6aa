/**
 * The load as a job of Spring Batch: what is to be done, its steps in their order, which years a run concerns. May import: {@code rules},
 * {@code contract}, {@code copy}, {@code dimension}, {@code extract}, {@code indicator}, {@code lake}, {@code reading}, {@code ledger},
 * {@code postgres}, {@code publish}, {@code conform}, {@code land}, {@code select}, {@code settings}, {@code table}, {@code warehouse}.
 */
package ru.orientir.etl.job;
