/**
 * Reads delivered files into landed rows; identities are replaced here, before anything is written. May import: {@code contract},
 * {@code contract.value}.
 */
package ru.orientir.etl.reading;
