package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndicatorGroupTest {
    private static final BreakdownCatalogue BREAKDOWNS = new BreakdownCatalogue(List.of(
            new Breakdown("size", "Размер", "Size", List.of(member("small", false), member("large", false))),
            new Breakdown("colour", "Цвет", "Colour", List.of(member("red", true)))));

    @Test
    void everyCombinationOfMembersOfADeclaredSetIsAGroup() {
        assertThat(groups("[[colour, size]]"))
                .containsExactly(
                        "all|всего|total|all|false|1|all|all",
                        "size=small|по small|small|size|false|2|small|all",
                        "size=large|по large|large|size|false|3|large|all",
                        "colour=red|по red|red|colour|true|4|all|red",
                        "size=small,colour=red|по small, по red|small, red|size,colour|true|5|small|red",
                        "size=large,colour=red|по large, по red|large, red|size,colour|true|6|large|red");
    }

    @Test
    void whatIsNotSplitByTogetherHasNoGroupTogether() {
        assertThat(groups("[[colour], [size]]")).hasSize(4);
        assertThat(groups("[]")).containsExactly("all|всего|total|all|false|1|all|all");
    }

    @Test
    void everyBreakdownIsAColumnAndKnowsTheMemberThatNobodyKnows() {
        ReferenceTable table = IndicatorGroup.table(IndicatorCatalogue.load(), BreakdownCatalogue.load());

        assertThat(table.header())
                .endsWith(BreakdownCatalogue.load().breakdowns().stream()
                        .map(Breakdown::column)
                        .toArray(String[]::new));
        assertThat(table.records())
                .extracting(row -> row.get("group_code") + ": " + row.get("name_ru"))
                .contains(
                        "education_stage=grades_8_9,learner_category=disabled: 8–9 классы, дети-инвалиды",
                        "education_stage=unknown: Ступень образования: неизвестно");
    }

    private static List<String> groups(String breakdowns) {
        IndicatorCatalogue indicators = IndicatorCatalogue.read(
                new StringReader(
                        IndicatorCatalogueTest.ENTRY.replaceAll("breakdowns: .*", "breakdowns: " + breakdowns)),
                BREAKDOWNS);
        return IndicatorGroup.table(indicators, BREAKDOWNS).rows().stream()
                .map(row -> String.join("|", row))
                .toList();
    }

    private static Breakdown.Member member(String code, boolean isOverlapping) {
        return new Breakdown.Member(code, "по " + code, code, isOverlapping);
    }
}
