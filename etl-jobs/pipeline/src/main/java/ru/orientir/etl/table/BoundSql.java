package ru.orientir.etl.table;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A query whose inputs are named in its text, {@code FROM {{fact_enrolment}}}, and given by the caller.
 *
 * <p>Spark's SQL knows rows by the name of a view alone, therefore an input has a view of a name that nobody else has while the
 * query is analysed, and none after it.
 */
public final class BoundSql {

    private static final Pattern INPUT = Pattern.compile("\\{\\{(\\w+)}}");
    private static final AtomicLong VIEWS = new AtomicLong();

    private BoundSql() {}

    /** Names of the inputs of a query. */
    public static SortedSet<String> inputs(String sql) {
        SortedSet<String> names = new TreeSet<>();
        INPUT.matcher(sql).results().forEach(input -> names.add(input.group(1)));
        return names;
    }

    /**
     * The rows of a query over its inputs.
     *
     * @param inputs gives the rows of an input by its name
     */
    public static Dataset<Row> rows(SparkSession spark, String sql, Function<String, Dataset<Row>> inputs) {
        List<String> views = new ArrayList<>();
        String bound = sql;
        try {
            for (String name : inputs(sql)) {
                String view = name + "_" + VIEWS.incrementAndGet();
                inputs.apply(name).createOrReplaceTempView(view);
                views.add(view);
                bound = bound.replace("{{" + name + "}}", Matcher.quoteReplacement(view));
            }
            return spark.sql(bound);
        } finally {
            views.forEach(spark.catalog()::dropTempView);
        }
    }
}
