package ru.orientir.etl.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.indicator.IndicatorInputs;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.select.SelectedRows;

/** Each table makes of small inputs what its cases expect, without a database and without the rest of the load. */
class TableCasesTest {

    private static final Path FOLDER = Path.of("src/main/resources/table");
    private static final FeedContracts CONTRACTS = FeedContracts.bundled();
    private static final TableCatalogue TABLES = BundledTables.ALL;

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    @BeforeAll
    static void registerFunctions() {
        DimensionInputs.registerFunctions(SPARK.get());
        IndicatorInputs.registerFunctions(SPARK.get());
    }

    @TestFactory
    Stream<DynamicTest> makesWhatItsCasesExpect() {
        return TABLES.all().stream().flatMap(table -> cases(table).stream()
                .map(file -> DynamicTest.dynamicTest(
                        table.name() + ": " + file.getFileName().toString().replaceFirst("[.]csv$", ""),
                        () -> check(table, file))));
    }

    @Test
    void everyTableHasACase() {
        assertThat(TABLES.all())
                .filteredOn(table -> cases(table).isEmpty())
                .extracting(Table::name)
                .isEmpty();
    }

    private static void check(Table table, Path file) throws IOException {
        TableCase given = TableCase.read(file);
        assertThat(table.reads())
                .as("inputs of the case")
                .containsAll(given.inputs().keySet());
        Map<String, Dataset<Row>> inputs = table.reads().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> rows(given.inputs().get(name), schema(name))));
        // Every input is the case's own, also where a table would make it.
        TableCatalogue alone = new TableCatalogue(
                List.of(table),
                BundledTables.FEEDS,
                Stream.concat(
                                BundledTables.INPUTS.stream(),
                                TABLES.all().stream().map(Table::name).filter(name -> !name.equals(table.name())))
                        .collect(Collectors.toSet()));
        Dataset<Row> made = new TableMaking(SPARK.get(), alone, inputs::get).make(table);
        assertThat(told(made, given.expected().columns()))
                .containsExactlyInAnyOrderElementsOf(told(
                        given.expected().rows(SPARK.get(), table.columns()),
                        given.expected().columns()));
        if (!table.keys().isEmpty()) {
            Column[] key = Stream.concat(
                            table.isByYear() ? Stream.of("reporting_year") : Stream.empty(), table.keys().stream())
                    .map(functions::col)
                    .toArray(Column[]::new);
            assertThat(made.groupBy(key).count().where("count > 1").collectAsList())
                    .as("rows with the same key")
                    .isEmpty();
        }
    }

    private static Dataset<Row> rows(CsvRows section, StructType schema) {
        return section == null ? SPARK.get().createDataFrame(List.of(), schema) : section.rows(SPARK.get(), schema);
    }

    private static List<String> told(Dataset<Row> rows, List<String> columns) {
        return rows.select(columns.stream().map(functions::col).toArray(Column[]::new)).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private static StructType schema(String input) {
        if (input.equals(TableCatalogue.YEAR)) {
            return StructType.fromDDL("reporting_year int");
        }
        if (TABLES.contains(input)) {
            return TABLES.get(input).columns();
        }
        if (CONTRACTS.contains(input)) {
            return SelectedRows.schema(CONTRACTS.get(input));
        }
        return IndicatorInputs.names().contains(input)
                ? IndicatorInputs.columns(input)
                : DimensionInputs.columns(input);
    }

    private static List<Path> cases(Table table) {
        Path folder = FOLDER.resolve(table.name()).resolve("cases");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
