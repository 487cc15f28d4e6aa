/**
 * One class a command; what operators type and read. Russian is spoken to those who send files, English to operators. May import:
 * {@code cli.dashboards}, {@code rules}, {@code contract}, {@code extract}, {@code job}, {@code lake}, {@code reading}, {@code ledger},
 * {@code postgres}, {@code report}, {@code sample}, {@code settings}.
 */
package ru.orientir.etl.cli;
