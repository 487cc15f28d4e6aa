/**
 * Step conform: landed rows with their types, tried against every rule by the classes of {@code rules}. May import: {@code contract},
 * {@code lake}, {@code land}, {@code reading}, {@code rules}.
 */
package ru.orientir.etl.conform;
