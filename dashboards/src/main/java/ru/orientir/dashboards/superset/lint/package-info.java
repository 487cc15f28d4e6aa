/** Finds what is wrong with the dashboards; one class a rule, listed in {@link ru.orientir.dashboards.superset.lint.BundleLint}. */
package ru.orientir.dashboards.superset.lint;
