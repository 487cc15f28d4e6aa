package ru.orientir.etl.ledger;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import ru.orientir.etl.lake.ParquetLake;

/** Rows of the lake that are published, facts and values alike, for whoever asks: no load need run. */
public final class PublishedRows {

    private final Publications publications;
    private final ParquetLake lake;

    public PublishedRows(Publications publications, ParquetLake lake) {
        this.publications = publications;
        this.lake = lake;
    }

    /** The published years of a dataset. */
    public SortedSet<Integer> years(String dataset) {
        return new TreeSet<>(publications.runByYear(dataset).keySet());
    }

    /**
     * Rows of a dataset.
     *
     * @param years years to read; one that is not published has no rows
     * @param schema columns of the dataset, {@code reporting_year} among them
     */
    public Dataset<Row> read(String dataset, Collection<Integer> years, StructType schema) {
        List<String> folders = publications.folders(dataset).stream()
                .filter(folder -> years.contains(folder.reportingYear()))
                .map(LakeFolder::path)
                .toList();
        return lake.readFolders(folders, schema).drop("run");
    }
}
