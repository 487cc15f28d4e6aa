package ru.orientir.dashboards.report;

import java.nio.file.Path;

/**
 * What a report consists of.
 *
 * @param page the offline page, {@code orientir.html}
 * @param pageBytes its size in bytes
 * @param workbook the same tables for Excel, {@code orientir.xlsx}
 * @param workbookBytes its size in bytes
 * @param workbookRows data rows of all sheets together, headers not counted
 * @param detail how much of the organizations' detail the page holds
 */
public record ReportFiles(
        Path page, long pageBytes, Path workbook, long workbookBytes, long workbookRows, PageDetail detail) {}
