/**
 * The facts of the star, each made by its file {@code fact/<fact>.sql}. May import: {@code contract}, {@code lake}, {@code select}, {@code sql}.
 */
package ru.orientir.etl.fact;
