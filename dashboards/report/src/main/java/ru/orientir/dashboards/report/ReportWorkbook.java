package ru.orientir.dashboards.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import ru.orientir.warehouse.MartColumns;

/**
 * Writes {@code orientir.xlsx}: the report's tables, one sheet a query, rows streamed.
 *
 * <p>Every text is a text cell, so that a name which begins like a formula stays a name.
 */
final class ReportWorkbook {

    /** Data rows of one sheet; Excel ends at 1 048 576. */
    static final int MOST_ROWS = 1_000_000;

    private static final int ROWS_IN_MEMORY = 10_000;
    private static final String HEADER_FILL = "E6EEF5";

    private static final MartColumns LABELS = MartColumns.load();

    private enum Kind {
        TEXT,
        WHOLE,
        YEAR,
        /** A value of an indicator: formatted by the row's column {@code unit}. */
        VALUE,
        SHARE,
        DECIMAL,
        TIME
    }

    private record Column(String header, String name, double width, Kind kind) {}

    private record Sheet(String title, String query, List<Column> columns) {}

    private static final List<Sheet> SHEETS = List.of(
            new Sheet(
                    "Сравнение этапов",
                    "sheet_stage_comparison",
                    List.of(
                            text("territory_name", 26),
                            text("indicator_code", 14),
                            text("indicator_name", 52),
                            text("unit_name", 14),
                            text("Ступень", "education_stage_name", 16),
                            text("Категория", "learner_category_name", 18),
                            text("Этап, с которым сравнивают", "base_stage_code", 12),
                            text("Этап, который сравнивают", "compared_stage_code", 12),
                            new Column("Первое значение", "base_value", 14, Kind.VALUE),
                            new Column("Второе значение", "compared_value", 14, Kind.VALUE),
                            new Column("Разница (долей — в п. п.)", "difference", 14, Kind.VALUE),
                            labelled("relative_difference_pct", 12, Kind.DECIMAL),
                            text("verdict_name", 18),
                            text("Причина", "reason", 60),
                            new Column("Числитель 1", "base_numerator", 12, Kind.DECIMAL),
                            new Column("Знаменатель 1", "base_denominator", 12, Kind.DECIMAL),
                            new Column("Числитель 2", "compared_numerator", 12, Kind.DECIMAL),
                            new Column("Знаменатель 2", "compared_denominator", 12, Kind.DECIMAL),
                            new Column("Месяцев 1", "base_months", 10, Kind.WHOLE),
                            new Column("Месяцев 2", "compared_months", 10, Kind.WHOLE),
                            new Column("Охват 1", "base_units_share", 10, Kind.SHARE),
                            new Column("Охват 2", "compared_units_share", 10, Kind.SHARE))),
            new Sheet(
                    "По годам",
                    "sheet_year",
                    List.of(
                            text("territory_name", 26),
                            text("indicator_code", 14),
                            text("indicator_name", 52),
                            text("unit_name", 14),
                            text("Ступень", "education_stage_name", 16),
                            text("Категория", "learner_category_name", 18),
                            labelled("reporting_year", 8, Kind.YEAR),
                            text("stage_code", 8),
                            new Column("Значение", "value", 14, Kind.VALUE),
                            labelled("numerator", 12, Kind.DECIMAL),
                            labelled("denominator", 12, Kind.DECIMAL),
                            labelled("observations", 12, Kind.WHOLE),
                            text("Состояние данных", "status_name", 20),
                            new Column("Месяцев", "months_covered", 10, Kind.WHOLE),
                            labelled("units_expected", 14, Kind.WHOLE),
                            labelled("units_covered", 14, Kind.WHOLE))),
            new Sheet(
                    "Организации",
                    "sheet_organization",
                    List.of(
                            text("territory_name", 26),
                            text("organization_id", 18),
                            text("organization_name", 40),
                            text("indicator_code", 14),
                            text("indicator_name", 52),
                            text("unit_name", 14),
                            text("Ступень", "education_stage_name", 16),
                            text("Категория", "learner_category_name", 18),
                            text("Этап, с которым сравнивают", "base_stage_code", 12),
                            text("Этап, который сравнивают", "compared_stage_code", 12),
                            new Column("Первое значение", "base_value", 14, Kind.VALUE),
                            new Column("Второе значение", "compared_value", 14, Kind.VALUE),
                            new Column("Разница (долей — в п. п.)", "difference", 14, Kind.VALUE),
                            labelled("relative_difference_pct", 12, Kind.DECIMAL),
                            text("verdict_name", 18),
                            text("Причина", "reason", 60),
                            new Column("Месяцев 1", "base_months", 10, Kind.WHOLE),
                            new Column("Месяцев 2", "compared_months", 10, Kind.WHOLE))),
            new Sheet(
                    "Отчётность",
                    "sheet_submission",
                    List.of(
                            text("territory_name", 26),
                            text("Вид отчётности", "feed_name", 36),
                            text("organization_id", 18),
                            text("organization_name", 40),
                            labelled("reporting_year", 8, Kind.YEAR),
                            text("Отчётность", "status_name", 16),
                            labelled("files", 9, Kind.WHOLE),
                            labelled("rows_read", 12, Kind.WHOLE),
                            labelled("rows_rejected", 12, Kind.WHOLE),
                            new Column("Впервые получено", "first_received", 18, Kind.TIME),
                            new Column("Последний раз получено", "last_received", 18, Kind.TIME))),
            new Sheet(
                    "Рынок труда",
                    "sheet_labour_balance",
                    List.of(
                            text("territory_name", 26),
                            labelled("reporting_year", 8, Kind.YEAR),
                            text("stage_code", 8),
                            text("Код группы", "profession_group_code", 12),
                            text("profession_group_name", 46),
                            new Column("Вакансий", "vacancies", 11, Kind.WHOLE),
                            new Column("Рабочих мест", "work_places", 13, Kind.WHOLE),
                            new Column("Выпускников", "graduates", 13, Kind.WHOLE),
                            new Column("Мест на выпускника", "vacancies_per_graduate", 13, Kind.DECIMAL),
                            new Column("Мест сверх выпуска", "gap_persons", 13, Kind.WHOLE))),
            new Sheet(
                    "Отклонённые строки",
                    "sheet_rejected_row",
                    List.of(
                            text("Вид отчётности", "feed_name", 36),
                            text("file_name", 48),
                            text("sheet", 14),
                            labelled("row_number", 9, Kind.YEAR),
                            text("cell", 22),
                            text("rule", 24),
                            text("rule_name", 34),
                            text("severity_name", 22),
                            text("Сообщение", "message_ru", 80),
                            labelled("reporting_year", 8, Kind.YEAR))),
            new Sheet(
                    "Показатели",
                    "indicator",
                    List.of(
                            text("Код", "indicator_code", 14),
                            text("indicator_name", 52),
                            text("unit_name", 14),
                            text("definition", 90),
                            text("clause", 30),
                            labelled("same_within_pct", 16, Kind.DECIMAL))));

    private ReportWorkbook() {}

    private static Column text(String name, double width) {
        return labelled(name, width, Kind.TEXT);
    }

    /** A column headed as everywhere; the others say here what the sheet has them for. */
    private static Column labelled(String name, double width, Kind kind) {
        return new Column(LABELS.named(name).labelRu(), name, width, kind);
    }

    private static Column text(String header, String name, double width) {
        return new Column(header, name, width, Kind.TEXT);
    }

    /**
     * Writes the workbook.
     *
     * @return data rows of all sheets
     */
    static long write(MartQuery marts, Publication publication, Path target) throws SQLException, IOException {
        Path draft = Files.createTempFile(target.toAbsolutePath().getParent(), "workbook", ".tmp");
        try {
            long rows = 0;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft));
                    Workbook workbook = new Workbook(out, "Orientir", "1.0")) {
                for (Sheet sheet : SHEETS) {
                    rows += writeSheet(marts, workbook, sheet);
                }
            }
            StableWorkbook.rewrite(draft, publication.publishedAt(), target);
            return rows;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static long writeSheet(MartQuery marts, Workbook workbook, Sheet sheet) throws SQLException, IOException {
        Worksheet page = workbook.newWorksheet(sheet.title());
        page.freezePane(0, 1);
        page.pageOrientation("landscape");
        page.repeatRows(0);
        List<Column> columns = sheet.columns();
        for (int c = 0; c < columns.size(); c++) {
            page.width(c, columns.get(c).width());
            page.value(0, c, columns.get(c).header());
            page.style(0, c)
                    .bold()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .fillColor(HEADER_FILL)
                    .set();
        }
        int[] at = {0};
        long rows = marts.each(sheet.query(), row -> {
            int r = ++at[0];
            if (r > MOST_ROWS) {
                return;
            }
            for (int c = 0; c < columns.size(); c++) {
                writeCell(page, r, c, columns.get(c), row);
            }
            if (r % ROWS_IN_MEMORY == 0) {
                page.flush();
            }
        });
        int written = (int) Math.min(rows, MOST_ROWS);
        if (rows > MOST_ROWS) {
            page.value(written + 1, 0, "Показаны первые " + MOST_ROWS + " строк из " + rows + "; все – в витринах.");
        }
        page.setAutoFilter(0, 0, written, columns.size() - 1);
        page.finish();
        return written;
    }

    private static void writeCell(Worksheet page, int r, int c, Column column, ResultSet row) throws SQLException {
        Object value = row.getObject(column.name());
        if (value == null) {
            return;
        }
        if (column.kind() == Kind.TEXT) {
            page.value(r, c, value.toString());
            if (!value.toString().isEmpty() && "=+-@".indexOf(value.toString().charAt(0)) >= 0) {
                page.style(r, c).format("@").set();
            }
            return;
        }
        if (column.kind() == Kind.TIME) {
            page.value(r, c, row.getObject(column.name(), java.time.LocalDateTime.class));
            page.style(r, c).format("dd.mm.yyyy hh:mm").set();
            return;
        }
        page.value(r, c, (Number) value);
        String format =
                switch (column.kind()) {
                    case WHOLE -> "#,##0";
                    case YEAR -> "0";
                    case SHARE -> "0%";
                    case DECIMAL -> decimal((Number) value);
                    case VALUE -> "share".equals(row.getString("unit")) ? "0.0%" : decimal((Number) value);
                    default -> throw new IllegalStateException("No number format for " + column);
                };
        page.style(r, c).format(format).set();
    }

    /** Excel shows a bare comma after a whole number where decimals are optional. */
    private static String decimal(Number value) {
        return value.doubleValue() == Math.rint(value.doubleValue()) ? "#,##0" : "#,##0.00";
    }
}
