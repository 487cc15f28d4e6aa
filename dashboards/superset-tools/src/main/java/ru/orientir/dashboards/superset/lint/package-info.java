/**
 * Finds what is wrong with the dashboards; one class a rule, listed in {@link ru.orientir.dashboards.superset.lint.BundleLint}.
 *
 * <p>May import: {@code superset}, {@code warehouse}.
 */
package ru.orientir.dashboards.superset.lint;
