/** What every stage stands on: settings, the database server, the warehouse's connections and the run lock. */
package ru.orientir.etl.platform;
