/**
 * What the warehouse is: its schema ({@link ru.orientir.warehouse.WarehouseMigration}), its reference data
 * ({@link ru.orientir.warehouse.ReferenceTables}), its indicators ({@link ru.orientir.warehouse.IndicatorCatalogue}) and
 * the dictionary of its columns ({@link ru.orientir.warehouse.DataDictionary}). How it is filled is not told here.
 *
 * <p>May import: none.
 */
package ru.orientir.warehouse;
