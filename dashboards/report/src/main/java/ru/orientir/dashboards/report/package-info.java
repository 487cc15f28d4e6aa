/**
 * The offline report: one HTML page and one workbook, its rows read from {@code mart.*} and nothing else, its headings from the
 * columns' catalogue.
 *
 * <p>In the order of the data: {@link ru.orientir.dashboards.report.MartQuery} reads,
 * {@link ru.orientir.dashboards.report.ReportData} makes the JSON blocks,
 * {@link ru.orientir.dashboards.report.ReportPage} assembles the page,
 * {@link ru.orientir.dashboards.report.ReportWorkbook} writes the same tables for Excel;
 * {@link ru.orientir.dashboards.report.AnnualReport} is the entry.
 *
 * <p>May import: {@code warehouse}.
 */
package ru.orientir.dashboards.report;
