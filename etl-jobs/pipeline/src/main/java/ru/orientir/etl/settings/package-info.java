/** The process and what it is told: settings, secrets, what ends with it, why it cannot proceed. May import: none. */
package ru.orientir.etl.settings;
