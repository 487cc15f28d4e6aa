package ru.orientir.dashboards.superset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.orientir.warehouse.MartColumns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files hold what the warehouse says about its columns, in the one form in which {@code export} writes. */
class DatasetFilesTest {

    private static final String RENEW = "mvn -pl dashboards/superset-tools -am test -Dtest=DatasetFilesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddatasets.update=true";

    record AssetFile(Path folder, Asset asset) {
        @Override
        public String toString() {
            return asset.file();
        }
    }

    static java.util.stream.Stream<AssetFile> files() {
        return java.util.stream.Stream.of(Path.of("../superset"), Path.of("src/test/resources/superset"))
                .flatMap(folder ->
                        Assets.read(folder).assets().all().stream().map(asset -> new AssetFile(folder, asset)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFileIsInTheOneFormAndItsColumnsAreThoseOfTheMart(AssetFile file) throws IOException {
        Asset asset = file.asset();
        String expected = AssetYaml.dump(asset.kind() == AssetKind.DATASET ? renewed(asset) : asset.content());
        Path path = file.folder().resolve(asset.file());
        if (Boolean.getBoolean("datasets.update")) {
            Files.writeString(path, expected);
        }
        assertThat(Files.readString(path))
                .as("%s is not in its form; renew it with%n  %s%n", path, RENEW)
                .isEqualTo(expected);
    }

    /** The dataset with the columns of its mart; columns that are calculated stay behind them. */
    private static ObjectNode renewed(Asset dataset) {
        Map<String, JsonNode> present = new LinkedHashMap<>();
        dataset.at("columns")
                .forEach(column -> present.put(column.path("column_name").asString(""), column));
        MartColumns catalogue = MartColumns.load();
        ObjectNode content = dataset.content().deepCopy();
        ArrayNode columns = content.putArray("columns");
        MigratedWarehouse.schema().columns(dataset.name()).forEach((name, column) -> {
            JsonNode known = present.remove(name);
            ObjectNode entry = columns.addObject();
            entry.put("column_name", name);
            entry.put("verbose_name", catalogue.named(name).labelRu());
            entry.put("description", column.comment());
            entry.put("type", column.type());
            entry.put("is_dttm", column.isTemporal());
            entry.put("is_active", true);
            entry.put("groupby", known == null || known.path("groupby").asBoolean(true));
            entry.put("filterable", known == null || known.path("filterable").asBoolean(true));
            entry.putNull("expression");
            entry.putNull("python_date_format");
            if (known != null && known.has("extra")) {
                entry.set("extra", known.path("extra"));
            }
        });
        present.values().stream()
                .filter(column -> !column.path("expression").asString("").isBlank())
                .forEach(columns::add);
        return content;
    }
}
