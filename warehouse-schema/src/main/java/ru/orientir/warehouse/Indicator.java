package ru.orientir.warehouse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An entry of the indicator catalogue.
 *
 * @param code code such as {@code 1.3w.persons}
 * @param unit code of the unit; shares are 0–1
 * @param unitRu unit shown to people
 * @param yearRule which reporting year a thing counts in
 * @param sameWithinPct relative difference of two stages, in per cent, that still counts as the same
 * @param clauseRu clause of the Concept or its plan; null for figures that only serve others
 * @param definitionRu what is counted and what it is divided by, in Russian
 * @param breakdowns what the value is split by besides the whole: {@code education_stage}, {@code learner_category}
 * @param sortOrder position in the catalogue, from 1
 * @param others keys of the entry that the catalogue itself gives no meaning to, such as SQL
 */
public record Indicator(
        String code,
        String nameRu,
        String nameEn,
        String unit,
        String unitRu,
        ValueKind valueKind,
        Direction direction,
        String yearRule,
        StageRule stageRule,
        double sameWithinPct,
        String clauseRu,
        String definitionRu,
        List<String> breakdowns,
        int sortOrder,
        Map<String, Object> others) {

    public Indicator {
        breakdowns = List.copyOf(breakdowns);
        others = Map.copyOf(others);
    }

    /** What the value is; ratios and means are numerator / denominator. */
    public enum ValueKind {
        COUNT,
        RATIO,
        MEAN;

        /** The word used in the catalogue and in the warehouse. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which change is an improvement. */
    public enum Direction {
        HIGHER,
        LOWER,
        NEITHER;

        /** The word used in the catalogue and in the warehouse. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the value of a stage is made of its years. */
    public enum StageRule {
        SUM_OF_PARTS,
        MEAN_OF_YEARS,
        LAST_VALUE;

        /** The word used in the catalogue and in the warehouse. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
