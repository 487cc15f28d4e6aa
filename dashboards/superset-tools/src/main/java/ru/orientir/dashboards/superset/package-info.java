/**
 * The dashboards of Apache Superset as files: {@link ru.orientir.dashboards.superset.Assets} reads them,
 * {@link ru.orientir.dashboards.superset.Bundle} makes the ZIP that is imported,
 * {@link ru.orientir.dashboards.superset.ChartQuery} knows what a chart asks of its mart, and
 * {@link ru.orientir.dashboards.superset.Rights} who may see what. What is wrong with them is found in {@code lint}; what is done to a
 * Superset stands in {@code server}.
 *
 * <p>May import: none.
 */
package ru.orientir.dashboards.superset;
