/**
 * What is done to a running Superset over its REST API: {@link ru.orientir.dashboards.superset.server.BundleImport},
 * {@link ru.orientir.dashboards.superset.server.Drift}, {@link ru.orientir.dashboards.superset.server.RightsApplication}.
 *
 * <p>May import: {@code superset}, {@code superset.lint}.
 */
package ru.orientir.dashboards.superset.server;
