package ru.orientir.warehouse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a value of an indicator speaks of: the whole, or a member of each breakdown that it is split by. A row of {@code
 * core.dim_group}.
 *
 * @param members by code of the breakdown, in the order of {@code breakdown.csv}; empty for the whole
 */
public record IndicatorGroup(Map<String, Breakdown.Member> members) {
    private static final List<String> COLUMNS =
            List.of("group_code", "name_ru", "name_en", "split_by", "is_overlapping", "sort_order");

    public IndicatorGroup {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * The groups that indicators declare: the whole, then every combination of members of every set of breakdowns, smaller sets first,
     * in the order of {@code breakdown.csv} and of the members' files.
     */
    public static List<IndicatorGroup> declared(IndicatorCatalogue indicators, BreakdownCatalogue breakdowns) {
        List<String> order = breakdowns.codes();
        TreeSet<List<String>> splits = new TreeSet<>(Comparator.<List<String>>comparingInt(List::size)
                .thenComparing(split -> split.stream().map(order::indexOf).toList(), IndicatorGroup::inOrder));
        indicators.indicators().forEach(indicator -> splits.addAll(indicator.splits()));
        return splits.stream().flatMap(split -> combinations(split, breakdowns)).toList();
    }

    /** The groups that indicators declare as rows of {@code core.dim_group}. */
    public static ReferenceTable table(IndicatorCatalogue indicators, BreakdownCatalogue breakdowns) {
        List<String> header = new ArrayList<>(COLUMNS);
        breakdowns.breakdowns().forEach(breakdown -> header.add(breakdown.column()));
        CodeNames.CodeName whole = CodeNames.load().of("group").get(Breakdown.WHOLE);
        List<List<String>> rows = new ArrayList<>();
        for (IndicatorGroup group : declared(indicators, breakdowns)) {
            List<String> row = new ArrayList<>(List.of(
                    group.code(),
                    group.joined(", ", whole.name(), member -> member.getValue().nameRu()),
                    group.joined(
                            ", ", whole.nameEn(), member -> member.getValue().nameEn()),
                    group.joined(",", Breakdown.WHOLE, Map.Entry::getKey),
                    Boolean.toString(group.isOverlapping()),
                    Integer.toString(rows.size() + 1)));
            breakdowns.codes().forEach(breakdown -> row.add(group.memberOf(breakdown)));
            rows.add(row);
        }
        return new ReferenceTable("group", "dim_group", 1, header, rows);
    }

    /** Canonical text, such as {@code education_stage=grades_8_9,learner_category=disabled}; the whole is {@code all}. */
    public String code() {
        return joined(
                ",",
                Breakdown.WHOLE,
                member -> member.getKey() + "=" + member.getValue().code());
    }

    /** Whether what belongs to it may belong to other groups of the same breakdowns too. */
    public boolean isOverlapping() {
        return members.values().stream().anyMatch(Breakdown.Member::isOverlapping);
    }

    private String memberOf(String breakdown) {
        return members.containsKey(breakdown) ? members.get(breakdown).code() : Breakdown.WHOLE;
    }

    private String joined(String separator, String whole, Function<Map.Entry<String, Breakdown.Member>, String> text) {
        return members.isEmpty() ? whole : members.entrySet().stream().map(text).collect(Collectors.joining(separator));
    }

    private static Stream<IndicatorGroup> combinations(List<String> split, BreakdownCatalogue breakdowns) {
        Stream<IndicatorGroup> combined = Stream.of(new IndicatorGroup(Map.of()));
        for (String code : split) {
            List<Breakdown.Member> members = breakdowns.find(code).orElseThrow().members();
            combined = combined.flatMap(group -> members.stream().map(member -> group.with(code, member)));
        }
        return combined;
    }

    private IndicatorGroup with(String breakdown, Breakdown.Member member) {
        Map<String, Breakdown.Member> more = new LinkedHashMap<>(members);
        more.put(breakdown, member);
        return new IndicatorGroup(more);
    }

    private static int inOrder(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
