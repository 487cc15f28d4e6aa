/** What has been delivered: files of the inbox, records of the vacancy API. May import: {@code reading}. */
package ru.orientir.etl.extract;
