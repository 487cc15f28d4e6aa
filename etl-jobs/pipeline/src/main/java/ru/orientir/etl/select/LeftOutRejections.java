package ru.orientir.etl.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.rules.RowPlace;
import ru.orientir.etl.rules.RulesOverRows;

/** What the sender of a row that does not count is told: repeated rows, and organizations that nobody knows. */
public final class LeftOutRejections {

    private static final StructType SCHEMA = StructType.fromDDL("feed_code string, file_name string, sha256 string")
            .add("rejection", Landing.REJECTION)
            .add("reporting_year", "int")
            .add("sender", "string")
            .add("is_sender_named", "boolean");

    private LeftOutRejections() {}

    /** @param leftOut rows as {@link SelectedRows#leftOut} has them */
    public static Dataset<Row> of(Dataset<Row> leftOut, FeedContracts contracts) {
        HashMap<String, FeedContract> byFeed = new HashMap<>();
        contracts.all().forEach(contract -> byFeed.put(contract.feed(), contract));
        return leftOut.where(col("standing").isin(SelectedRows.UNKNOWN_ORGANIZATION, SelectedRows.DUPLICATE))
                .map((MapFunction<Row, Row>) row -> told(row, byFeed), Encoders.row(SCHEMA))
                .withColumn("stage", lit("fact"));
    }

    private static Row told(Row row, Map<String, FeedContract> contracts) {
        RulesOverRows rules = new RulesOverRows(contracts.get(row.<String>getAs("feed_code")));
        RowPlace place =
                new RowPlace(row.getAs("file_name"), row.getAs("sheet"), row.getAs("row_number"), row.getAs("layout"));
        String shown = row.getAs("shown");
        Rejection rejection = SelectedRows.DUPLICATE.equals(row.getAs("standing"))
                ? rules.duplicate(
                        place,
                        new RowPlace(row.getAs("kept_file"), row.getAs("kept_sheet"), row.getAs("kept_row"), null),
                        shown)
                : rules.unknownOrganization(place, row.getAs("organization_id"), shown);
        return RowFactory.create(
                row.getAs("feed_code"),
                row.getAs("file_name"),
                row.getAs("sha256"),
                RowFactory.create(rejection.toStruct()),
                row.getAs("reporting_year"),
                row.getAs("sender"),
                row.getAs("is_sender_named"));
    }
}
