/**
 * The rows of all files on Spark: landed, then conformed, each by the classes of {@code land} and {@code conform}. May import: {@code conform},
 * {@code contract}, {@code lake}, {@code land}.
 */
package ru.orientir.etl.rows;
