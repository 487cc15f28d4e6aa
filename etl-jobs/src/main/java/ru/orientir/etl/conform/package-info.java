/** Gives landed values their types and checks them by the feed's rules. */
package ru.orientir.etl.conform;
