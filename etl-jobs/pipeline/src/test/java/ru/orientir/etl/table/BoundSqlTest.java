package ru.orientir.etl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ru.orientir.etl.lake.LocalSpark;

class BoundSqlTest {

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    @Test
    void inputsAreNamedInTheText() {
        assertThat(BoundSql.inputs("SELECT * FROM {{b}} JOIN {{a}} USING (x) JOIN {{b}} ON {x}"))
                .containsExactly("a", "b");
        assertThat(BoundSql.inputs("SELECT 1")).isEmpty();
    }

    @Test
    void anInputMayBeReadTwiceAndHaveAnotherNameInside() {
        assertThat(told("SELECT a.x, b.x FROM {{numbers}} a JOIN {{numbers}} b ON b.x = a.x + 1", numbers(1, 2)))
                .containsExactly("1|2");
        assertThat(told("WITH numbers AS (SELECT x * 10 AS x FROM {{numbers}}) SELECT x FROM numbers", numbers(1, 2)))
                .containsExactly("10", "20");
    }

    @Test
    void twoLoadsInOneSessionDoNotMeet() {
        String sql = "SELECT sum(x) FROM {{numbers}}";
        Dataset<Row> first = rows(sql, numbers(1, 2));
        Dataset<Row> second = rows(sql, numbers(10, 20));

        // Neither is asked before both are bound.
        assertThat(LocalSpark.told(first, "*")).containsExactly("3");
        assertThat(LocalSpark.told(second, "*")).containsExactly("30");
    }

    @Test
    void norDoLoadsSideBySide() throws Exception {
        ExecutorService loads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> sums = new ArrayList<>();
            for (int load = 0; load < 12; load++) {
                int number = load;
                sums.add(loads.submit(() -> told("SELECT sum(x) FROM {{numbers}}", numbers(number))));
            }
            for (int load = 0; load < sums.size(); load++) {
                assertThat(sums.get(load).get()).containsExactly(String.valueOf(load));
            }
        } finally {
            loads.shutdown();
        }
    }

    @Test
    void nothingIsLeftInTheSession() {
        rows("SELECT * FROM {{numbers}}", numbers(1));
        assertThatThrownBy(() -> rows("SELECT no_such_column FROM {{numbers}}", numbers(1)))
                .hasMessageContaining("no_such_column");

        assertThat(SPARK.get().catalog().listTables().collectAsList()).isEmpty();
    }

    @Test
    void aTableFindsRowsThroughItsInputsAlone() {
        numbers(1).createOrReplaceTempView("numbers");
        try {
            assertThat(told("SELECT x FROM {{numbers}}", numbers(2))).containsExactly("2");
        } finally {
            SPARK.get().catalog().dropTempView("numbers");
        }
    }

    @Test
    void aTableIsMadeWithItsColumnsInTheirOrder() {
        Table table = table("SELECT 'x' AS name, 2023 AS reporting_year FROM {{numbers}}");

        assertThat(LocalSpark.told(making(table).make(table), "*")).containsExactly("2023|x");
    }

    @Test
    void aQueryThatGivesOtherColumnsThanDeclaredIsRefused() {
        for (String sql : List.of(
                "SELECT 2023 AS reporting_year FROM {{numbers}}",
                "SELECT 2023 AS reporting_year, 1 AS name FROM {{numbers}}",
                "SELECT 2023 AS reporting_year, 'x' AS name, 1 AS more FROM {{numbers}}")) {
            Table table = table(sql);
            assertThatThrownBy(() -> making(table).make(table))
                    .hasMessageStartingWith(
                            "Table named declares reporting_year int, name string and its query gives reporting_year int");
        }
    }

    @Test
    void aViewIsMadeWhereItIsReadAndAFactIsGiven() {
        Table view =
                TableReading.read("doubled", "kind: view\ncolumns: {x: int}", "SELECT 2 * x AS x FROM {{numbers}}");
        Table reader = TableReading.read(
                "reader",
                "kind: fact\ncolumns: {x: bigint}",
                "SELECT sum(x) AS x FROM (SELECT x FROM {{doubled}} UNION ALL SELECT x FROM {{given}})");
        Table given = TableReading.read("given", "kind: fact\ncolumns: {x: int}", "SELECT 1 / 0 FROM {{numbers}}");
        TableCatalogue tables =
                new TableCatalogue(List.of(view, reader, given), java.util.Set.of("numbers"), java.util.Set.of());
        Map<String, Dataset<Row>> inputs = Map.of("numbers", numbers(1, 2), "given", numbers(100));

        assertThat(LocalSpark.told(new TableMaking(SPARK.get(), tables, inputs::get).make(reader), "x"))
                .containsExactly("106");
    }

    private static TableMaking making(Table table) {
        return new TableMaking(
                SPARK.get(),
                new TableCatalogue(List.of(table), java.util.Set.of("numbers"), java.util.Set.of()),
                name -> numbers(1));
    }

    private static Table table(String sql) {
        return TableReading.read("named", "kind: fact\ncolumns: {reporting_year: int, name: string}", sql);
    }

    private static List<String> told(String sql, Dataset<Row> numbers) {
        return LocalSpark.told(rows(sql, numbers), "*");
    }

    private static Dataset<Row> rows(String sql, Dataset<Row> numbers) {
        return BoundSql.rows(SPARK.get(), sql, Map.of("numbers", numbers)::get);
    }

    private static Dataset<Row> numbers(Integer... numbers) {
        return SPARK.get()
                .createDataset(List.of(numbers), org.apache.spark.sql.Encoders.INT())
                .toDF("x");
    }
}
