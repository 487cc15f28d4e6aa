/**
 * The tables that facts and indicators are made of: each a folder {@code table/<name>}, made of its inputs alone. May import: {@code sql}.
 */
package ru.orientir.etl.table;
