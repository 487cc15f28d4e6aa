/**
 * Gives landed values their types and checks them by the feed's rules. May import: {@code contract}, {@code contract.value}, {@code reading},
 * {@code warehouse}.
 */
package ru.orientir.etl.rules;
