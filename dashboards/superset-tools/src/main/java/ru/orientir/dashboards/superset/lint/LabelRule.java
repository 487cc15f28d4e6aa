package ru.orientir.dashboards.superset.lint;

import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.warehouse.MartColumns;
import tools.jackson.databind.JsonNode;

/** Columns bear the one Russian label that report, dictionary and dashboards share. */
final class LabelRule implements Rule {

    private final MartColumns catalogue;

    LabelRule(MartColumns catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void check(Assets assets, Findings findings) {
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            JsonNode columns = dataset.at("columns");
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).path("expression").asString("").isBlank()) {
                    checkColumn(dataset, "columns[" + i + "].verbose_name", columns.get(i), findings);
                }
            }
        }
    }

    private void checkColumn(Asset dataset, String path, JsonNode column, Findings findings) {
        String name = column.path("column_name").asString("");
        String shown = column.path("verbose_name").asString("");
        if (!catalogue.names().contains(name)) {
            findings.add(dataset, path, "column «" + name + "» has no label", "add it to mart_column.csv");
            return;
        }
        String label = catalogue.named(name).labelRu();
        if (!label.equals(shown)) {
            findings.add(dataset, path, "is «" + shown + "»", "write «" + label + "», as mart_column.csv has it");
        }
    }
}
