package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.List;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.Finding;

/** What the rules found, in the order of the rules. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    void add(Asset asset, String path, String problem, String remedy) {
        all.add(new Finding(asset.file(), path, problem, remedy));
    }

    void add(Finding finding) {
        all.add(finding);
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
