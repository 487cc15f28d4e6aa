package ru.orientir.warehouse;

import java.util.List;

/**
 * A dimension that indicators may be split by: a row of {@code breakdown.csv}.
 *
 * @param code name of the reference file that lists its members, such as {@code education_stage}
 * @param members what a value may belong to, in the order of that file; the whole is none of them, and whose member nobody knows
 *     is the last
 */
public record Breakdown(String code, String nameRu, String nameEn, List<Member> members) {

    /** Code of the whole, in place of a member where a value is not split. */
    public static final String WHOLE = "all";

    /** Code of the member of what belongs to none that the reference file knows. */
    public static final String UNKNOWN = "unknown";

    public Breakdown {
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param isOverlapping whether what belongs to it may belong to others too, so that values are never added up over members
     */
    public record Member(String code, String nameRu, String nameEn, boolean isOverlapping) {}

    /** Whether members overlap. */
    public boolean isOverlapping() {
        return members.stream().anyMatch(Member::isOverlapping);
    }

    /** Name of the column that holds the code of a member, in facts, views and {@code core.dim_group}. */
    public String column() {
        return code + "_code";
    }
}
