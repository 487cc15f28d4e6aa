package ru.orientir.warehouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a value of an indicator speaks of: the whole, or a member of each breakdown that it is split by. A row of {@code
 * core.dim_group}.
 *
 * @param members by code of the breakdown; a breakdown that is missing is not split by
 */
public record IndicatorGroup(Map<String, Breakdown.Member> members) {
    private static final List<String> COLUMNS =
            List.of("group_code", "name_ru", "name_en", "split_by", "is_overlapping", "sort_order");

    public IndicatorGroup {
        members = Map.copyOf(members);
    }

    /**
     * The table of all groups that an indicator declares: the whole, then every combination of members of every split, in the order
     * of {@code breakdown.csv} and of the members' files.
     */
    public static ReferenceTable table(IndicatorCatalogue indicators, BreakdownCatalogue breakdowns) {
        List<String> header = new ArrayList<>(COLUMNS);
        breakdowns.breakdowns().forEach(breakdown -> header.add(breakdown.column()));
        List<List<String>> rows = new ArrayList<>();
        for (IndicatorGroup group : declared(indicators, breakdowns)) {
            List<String> row = new ArrayList<>(List.of(
                    group.code(breakdowns),
                    group.name(breakdowns, Breakdown.Member::nameRu, "всего"),
                    group.name(breakdowns, Breakdown.Member::nameEn, "total"),
                    group.joined(breakdowns, code -> code, ",", Breakdown.WHOLE),
                    Boolean.toString(group.isOverlapping()),
                    Integer.toString(rows.size() + 1)));
            breakdowns.codes().forEach(code -> row.add(group.memberCode(code)));
            rows.add(row);
        }
        return new ReferenceTable("group", "dim_group", 1, header, rows);
    }

    private static List<IndicatorGroup> declared(IndicatorCatalogue indicators, BreakdownCatalogue breakdowns) {
        List<String> order = breakdowns.codes();
        TreeSet<List<String>> splits =
                new TreeSet<>(Comparator.<List<String>>comparingInt(List::size).thenComparing(split -> split.stream()
                        .map(code -> "%03d".formatted(order.indexOf(code)))
                        .collect(Collectors.joining())));
        indicators.indicators().forEach(indicator -> splits.addAll(indicator.splits()));
        return splits.stream()
                .flatMap(split -> combinations(split, breakdowns).stream())
                .toList();
    }

    private static List<IndicatorGroup> combinations(List<String> split, BreakdownCatalogue breakdowns) {
        List<Map<String, Breakdown.Member>> combined = List.of(Map.of());
        for (String code : split) {
            List<Breakdown.Member> members = breakdowns.find(code).orElseThrow().members();
            combined = combined.stream()
                    .flatMap(group -> members.stream().map(member -> with(group, code, member)))
                    .toList();
        }
        return combined.stream().map(IndicatorGroup::new).toList();
    }

    private static Map<String, Breakdown.Member> with(
            Map<String, Breakdown.Member> group, String code, Breakdown.Member member) {
        Map<String, Breakdown.Member> more = new HashMap<>(group);
        more.put(code, member);
        return more;
    }

    /** Canonical text, such as {@code education_stage=grades_8_9,learner_category=disabled}; the whole is {@code all}. */
    private String code(BreakdownCatalogue breakdowns) {
        return joined(breakdowns, code -> code + "=" + memberCode(code), ",", Breakdown.WHOLE);
    }

    private String name(BreakdownCatalogue breakdowns, Function<Breakdown.Member, String> name, String whole) {
        return joined(breakdowns, code -> name.apply(members.get(code)), ", ", whole);
    }

    /** What is said of each breakdown that the group is split by, in their order. */
    private String joined(
            BreakdownCatalogue breakdowns, Function<String, String> text, String separator, String whole) {
        String joined = breakdowns.codes().stream()
                .filter(members::containsKey)
                .map(text)
                .collect(Collectors.joining(separator));
        return members.isEmpty() ? whole : joined;
    }

    private String memberCode(String breakdown) {
        return members.containsKey(breakdown) ? members.get(breakdown).code() : Breakdown.WHOLE;
    }

    private boolean isOverlapping() {
        return members.values().stream().anyMatch(Breakdown.Member::isOverlapping);
    }
}
