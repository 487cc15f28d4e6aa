/** Reads delivered files into landed rows; identities are replaced here, before anything is written. */
package ru.orientir.etl.land;
