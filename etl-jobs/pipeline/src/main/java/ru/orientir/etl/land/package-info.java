/**
 * Step land: the rows of all files, read by the classes of {@code reading} and kept as they were received, identities replaced. May import:
 * {@code contract}, {@code lake}, {@code reading}.
 */
package ru.orientir.etl.land;
