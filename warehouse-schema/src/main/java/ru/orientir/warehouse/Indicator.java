package ru.orientir.warehouse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
 * @param breakdowns sets of breakdowns that the value is split by together, each in the order of {@code breakdown.csv}
 * @param numerator what is counted
 * @param denominator what it is divided by; null for counts
 * @param observations how many rows the value rests on; null where the numerator says it
 * @param reportedBy feed that has to have been sent for a missing row to mean zero; null where a missing row means nothing
 * @param isMonthly whether that feed comes monthly, so that months without it are not covered
 * @param sortOrder position in the catalogue, from 1
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
        List<List<String>> breakdowns,
        Part numerator,
        Part denominator,
        Part observations,
        String reportedBy,
        boolean isMonthly,
        int sortOrder) {

    public Indicator {
        breakdowns = breakdowns.stream().map(List::copyOf).toList();
    }

    /**
     * What is counted for a value.
     *
     * @param from view of facts, {@code indicator/<from>.sql} of the pipeline
     * @param sql aggregate over its rows
     */
    public record Part(String from, String sql) {}

    /** The parts that are declared, by what they are: numerator, denominator, observations. */
    public Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("numerator", numerator);
        parts.put("denominator", denominator);
        parts.put("observations", observations);
        parts.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(parts);
    }

    /**
     * Every set of breakdowns that the value is split by: the whole, which is an empty set, each declared set and each of its
     * subsets.
     */
    public Set<List<String>> splits() {
        Set<List<String>> splits = new LinkedHashSet<>();
        splits.add(List.of());
        for (List<String> together : breakdowns) {
            for (int chosen = 1; chosen < 1 << together.size(); chosen++) {
                List<String> split = new ArrayList<>();
                for (int i = 0; i < together.size(); i++) {
                    if ((chosen >> i & 1) == 1) {
                        split.add(together.get(i));
                    }
                }
                splits.add(List.copyOf(split));
            }
        }
        return Collections.unmodifiableSet(splits);
    }

    /** Whether some value is split by a breakdown. */
    public boolean isSplitBy(String breakdown) {
        return breakdowns.stream().anyMatch(together -> together.contains(breakdown));
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
