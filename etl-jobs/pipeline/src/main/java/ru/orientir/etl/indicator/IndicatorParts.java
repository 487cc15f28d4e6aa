package ru.orientir.etl.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import ru.orientir.etl.table.BoundSql;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.warehouse.BreakdownCatalogue;
import ru.orientir.warehouse.Indicator;
import ru.orientir.warehouse.IndicatorCatalogue;

/**
 * What every indicator counts and what it divides by, as {@code indicator.yaml} declares it.
 *
 * <p>Input: the tables that the parts name. Output: what the table {@code part} is made of. All that is counted over one view is counted in one pass, and
 * is shared out to the indicators afterwards; unique children of a municipality are counted, never added up from its schools. Cost:
 * one shuffle a view, whatever the number of indicators.
 */
public final class IndicatorParts {

    private final IndicatorCatalogue indicators;
    private final List<CountedView> views;

    /** @throws IllegalStateException where an indicator asks for what its view does not have */
    public IndicatorParts(IndicatorCatalogue indicators, TableCatalogue tables) {
        this.indicators = indicators;
        this.views = CountedView.of(indicators, BreakdownCatalogue.load(), tables);
    }

    /** The catalogue they are declared in. */
    public IndicatorCatalogue indicators() {
        return indicators;
    }

    /**
     * Everything that is counted: a row per aggregate over a table, organization or municipality, year and group.
     *
     * @param tables gives the tables that are counted, by name
     */
    Dataset<Row> counted(SparkSession spark, Function<String, Dataset<Row>> tables) {
        return views.stream()
                .map(view -> BoundSql.rows(spark, view.query(), tables))
                .reduce(Dataset::union)
                .orElseThrow(() -> new IllegalStateException("indicator.yaml declares nothing to count"));
    }

    /** A row per indicator, part and set of breakdowns that it is split by: which aggregate of which view it is. */
    List<Row> declared() {
        List<Row> declared = new ArrayList<>();
        for (Indicator indicator : indicators.indicators()) {
            indicator.parts().forEach((name, part) -> views.stream()
                    .filter(view -> view.name().equals(part.from()))
                    .forEach(view -> indicator
                            .splits()
                            .forEach(split -> declared.add(RowFactory.create(
                                    view.name(),
                                    view.position(part),
                                    String.join(",", split),
                                    indicator.code(),
                                    name)))));
        }
        return declared;
    }
}
