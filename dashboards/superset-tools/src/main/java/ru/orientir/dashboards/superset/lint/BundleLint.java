package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.List;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Finding;
import ru.orientir.dashboards.superset.MartSchema;
import ru.orientir.warehouse.CodeNames;
import ru.orientir.warehouse.IndicatorCatalogue;
import ru.orientir.warehouse.MartColumns;
import ru.orientir.warehouse.MartGrains;
import ru.orientir.warehouse.ReferenceTables;

/** Finds, before anything is sent, what Superset accepts in silence and breaks later, and what would mislead the reader. */
public final class BundleLint {

    private BundleLint() {}

    /** What the files themselves tell. */
    public static List<Finding> check(Assets assets) {
        return run(assets, filesAlone());
    }

    /**
     * What the files and the warehouse tell.
     *
     * @param schema marts of a warehouse migrated to the present schema
     * @param catalogue the columns' labels
     */
    public static List<Finding> check(Assets assets, MartSchema schema, MartColumns catalogue) {
        List<Rule> rules = new ArrayList<>(filesAlone());
        rules.add(new LabelRule(catalogue));
        rules.add(new MartRule(schema));
        return run(assets, rules);
    }

    private static List<Rule> filesAlone() {
        return List.of(
                new KeyRule(),
                new IdentityRule(),
                new ReferenceRule(),
                new LayoutRule(),
                new DatasetRule(),
                new ChartRule(),
                new FilterRule(),
                new TitleRule(),
                new WordRule(CodeNames.load(), ReferenceTables.all()),
                new HonestyRule(MartGrains.load(), MartColumns.load(), IndicatorCatalogue.load()));
    }

    private static List<Finding> run(Assets assets, List<Rule> rules) {
        Findings findings = new Findings();
        rules.forEach(rule -> rule.check(assets, findings));
        return findings.all();
    }
}
