/**
 * The commands for the dashboards in Apache Superset, a wing of the command line. May import: {@code cli}, {@code postgres}, {@code settings},
 * {@code superset}, {@code superset.lint}, {@code superset.server}, {@code warehouse}.
 */
package ru.orientir.etl.cli.dashboards;
