package ru.orientir.etl.select;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import ru.orientir.etl.contract.FeedContracts;

/** What the sender of a row that does not count is told: repeated rows, and organizations that nobody knows. */
public final class LeftOutRejections {

    private LeftOutRejections() {}

    /** @param leftOut rows as {@link SelectedRows#leftOut} has them */
    public static Dataset<Row> of(Dataset<Row> leftOut, FeedContracts contracts) {
        Column unknown = col("standing").equalTo(SelectedRows.UNKNOWN_ORGANIZATION);
        Column cell = expr("regexp_extract(layout, '(?:^|;)organization_id=([^;]*)', 1)");
        Column cellWithRow = when(cell.equalTo(""), lit(null))
                .when(cell.rlike("^[A-Z]+$"), concat_ws("", cell, col("row_number")))
                .when(cell.rlike("^[0-9]+$"), concat_ws("", lit("столбец "), cell))
                .otherwise(cell);
        Column named = coalesce(col("organization_id"), lit(""));
        return leftOut.where(col("standing").isin(SelectedRows.UNKNOWN_ORGANIZATION, SelectedRows.DUPLICATE))
                .select(
                        col("feed_code"),
                        col("file_name"),
                        col("sha256"),
                        struct(
                                        col("standing").as("rule"),
                                        lit("error").as("severity"),
                                        col("sheet"),
                                        col("row_number"),
                                        when(unknown, cellWithRow).as("cell"),
                                        when(
                                                        unknown,
                                                        concat_ws(
                                                                "",
                                                                placeOf("Файл «", "», лист «", "», строка "),
                                                                lit(": организации с кодом «"),
                                                                named,
                                                                lit(
                                                                        "» нет в реестре; исправьте код или передайте её в реестр организаций.")))
                                                .otherwise(concat_ws(
                                                        "",
                                                        placeOf("Файл «", "», лист «", "», строка "),
                                                        lit(": такая же запись уже есть в строке "),
                                                        placeKept(" листа «", " файла «"),
                                                        lit("; оставьте одну.")))
                                                .as("message_ru"),
                                        when(
                                                        unknown,
                                                        concat_ws(
                                                                "",
                                                                placeOf("File «", "», sheet «", "», line "),
                                                                lit(": no organization «"),
                                                                named,
                                                                lit(
                                                                        "» in the register; correct the code or have it registered.")))
                                                .otherwise(concat_ws(
                                                        "",
                                                        placeOf("File «", "», sheet «", "», line "),
                                                        lit(": the same record is in line "),
                                                        placeKept(" of sheet «", " of file «"),
                                                        lit(" already; keep one.")))
                                                .as("message_en"),
                                        col("shown").as("masked_row"))
                                .as("rejection"),
                        lit("fact").as("stage"),
                        col("reporting_year"),
                        col("sender"),
                        col("is_sender_named"));
    }

    private static Column placeOf(String file, String sheet, String row) {
        Column named = concat_ws("", lit(file), expr("regexp_extract(file_name, '[^/]*$', 0)"));
        return concat_ws(
                "",
                named,
                when(col("sheet").isNotNull(), concat_ws("", lit(sheet), col("sheet"))),
                lit(row),
                col("row_number"));
    }

    private static Column placeKept(String sheet, String file) {
        return concat_ws(
                "",
                col("kept_row"),
                when(col("kept_sheet").isNotNull(), concat_ws("", lit(sheet), col("kept_sheet"), lit("»"))),
                when(
                        col("kept_file").notEqual(col("file_name")),
                        concat_ws("", lit(file), col("kept_file"), lit("»"))));
    }
}
