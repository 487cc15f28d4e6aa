package ru.orientir.etl.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.lake.ParquetLake;

/** The conformed rows of the files in force, sound or rejected; rows of other files of the same runs stay away. */
record RowsInForce(SparkSession spark, ParquetLake lake) {

    private static final StructType FILES = StructType.fromDDL(
            "feed_code string, file_name string, run string, sha256 string, file_order bigint, received_at timestamp");

    /** The rows of a feed that are wanted, with {@code file_order}. */
    Dataset<Row> of(FeedFiles feed, Column isWanted) {
        return ofRuns(feed, isWanted)
                .join(
                        broadcast(files(List.of(feed)).select("file_name", "run", "file_order")),
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of("file_name", "run"))
                                .toSeq());
    }

    /** The rows of the runs that hold them, those of files that are not in force among them. */
    Dataset<Row> ofRuns(FeedFiles feed, Column isWanted) {
        return Conforming.conformedRows(lake, feed.contract(), feed.runs())
                .where(col("outcome").isin("valid", "rejected").and(isWanted));
    }

    /** The files in force of the feeds. */
    Dataset<Row> files(List<FeedFiles> feeds) {
        List<Row> files = feeds.stream()
                .flatMap(feed -> feed.files().stream()
                        .map(file -> RowFactory.create(
                                feed.contract().feed(),
                                file.name(),
                                file.conformedRun(),
                                file.sha256(),
                                file.order(),
                                file.receivedAt())))
                .toList();
        return spark.createDataFrame(files, FILES);
    }
}
