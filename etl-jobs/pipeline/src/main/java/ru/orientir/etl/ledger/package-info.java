/**
 * What the warehouse knows of runs, files, submissions, rejected rows and publications, one class a subject, for commands and steps alike.
 * May import: {@code lake}, {@code sql}.
 */
package ru.orientir.etl.ledger;
