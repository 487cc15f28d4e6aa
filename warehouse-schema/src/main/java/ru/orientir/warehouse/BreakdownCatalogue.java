package ru.orientir.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dimensions that indicators may be split by, declared in {@code reference/breakdown.csv}, in the order of that file.
 *
 * <p>The members of a breakdown are the rows of the reference file of its name. A further member is a row there; a further
 * breakdown is a row here and a column of {@code core.dim_group}.
 */
public record BreakdownCatalogue(List<Breakdown> breakdowns) {
    private static final String NAME = "breakdown";

    public BreakdownCatalogue {
        breakdowns = List.copyOf(breakdowns);
    }

    /** Reads the breakdowns that ship with the warehouse. */
    public static BreakdownCatalogue load() {
        List<Breakdown> breakdowns = new ArrayList<>();
        for (ReferenceTable.Row row : ReferenceTables.named(NAME).records()) {
            Breakdown.Member unknown = new Breakdown.Member(
                    Breakdown.UNKNOWN, row.get("name_ru") + ": неизвестно", row.get("name_en") + ": unknown", false);
            List<Breakdown.Member> members = members(row.get("breakdown_code"));
            members.add(unknown);
            breakdowns.add(new Breakdown(row.get("breakdown_code"), row.get("name_ru"), row.get("name_en"), members));
        }
        return new BreakdownCatalogue(breakdowns);
    }

    /** The breakdown of a code. */
    public Optional<Breakdown> find(String code) {
        return breakdowns.stream()
                .filter(breakdown -> breakdown.code().equals(code))
                .findFirst();
    }

    /** Codes of all breakdowns. */
    public List<String> codes() {
        return breakdowns.stream().map(Breakdown::code).toList();
    }

    private static List<Breakdown.Member> members(String code) {
        List<Breakdown.Member> members = new ArrayList<>();
        for (ReferenceTable.Row row : ReferenceTables.named(code).records()) {
            String member = row.get(code + "_code");
            if (!member.equals(Breakdown.WHOLE)) {
                members.add(new Breakdown.Member(
                        member,
                        row.get("name_ru"),
                        row.get("name_en"),
                        Boolean.parseBoolean(row.get("is_overlapping"))));
            }
        }
        return members;
    }
}
