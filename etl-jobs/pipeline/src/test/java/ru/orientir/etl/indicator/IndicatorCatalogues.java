package ru.orientir.etl.indicator;

import java.util.ArrayList;
import java.util.List;
import ru.orientir.warehouse.Indicator;
import ru.orientir.warehouse.IndicatorCatalogue;

/** Catalogues as large as one wants. */
final class IndicatorCatalogues {

    private IndicatorCatalogues() {}

    /** The catalogue with each indicator under as many codes. */
    static IndicatorCatalogue repeated(int times) {
        List<Indicator> indicators = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (Indicator indicator : IndicatorCatalogue.load().indicators()) {
                indicators.add(i == 0 ? indicator : underCode(indicator, indicator.code() + "#" + i));
            }
        }
        return new IndicatorCatalogue(indicators);
    }

    private static Indicator underCode(Indicator indicator, String code) {
        return new Indicator(
                code,
                indicator.nameRu(),
                indicator.nameEn(),
                indicator.unit(),
                indicator.unitRu(),
                indicator.valueKind(),
                indicator.direction(),
                indicator.yearRule(),
                indicator.stageRule(),
                indicator.sameWithinPct(),
                indicator.clauseRu(),
                indicator.definitionRu(),
                indicator.breakdowns(),
                indicator.numerator(),
                indicator.denominator(),
                indicator.observations(),
                indicator.reportedBy(),
                indicator.isMonthly(),
                indicator.sortOrder());
    }
}
