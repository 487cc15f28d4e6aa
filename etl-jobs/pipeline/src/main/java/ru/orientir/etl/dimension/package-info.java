/**
 * The dimensions of the star: versions of organizations, and the tables that reference files fill. May import: {@code copy}, {@code sql},
 * {@code warehouse}.
 */
package ru.orientir.etl.dimension;
