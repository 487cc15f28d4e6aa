package ru.orientir.etl.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.contract.DeclaredRule;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.warehouse.ReferenceTables;

class RejectRuleNamesTest {
    /** A refusal's first argument. */
    private static final Pattern REFUSAL = Pattern.compile("return of\\(\\s+\"([a-z_]+)\",");

    private static final Set<String> NAMED = new TreeSet<>(ReferenceTables.named("reject_rule").rows().stream()
            .map(row -> row.get(0))
            .toList());

    @Test
    void everySharedRuleHasAName() {
        assertThat(NAMED)
                .containsAll(List.of(Rule.values()).stream().map(Rule::code).toList());
    }

    @Test
    void everyRuleOfAContractHasAName() {
        assertThat(NAMED)
                .containsAll(FeedContracts.bundled().all().stream()
                        .flatMap(contract -> contract.rules().stream())
                        .map(DeclaredRule::code)
                        .toList());
    }

    @Test
    void everyRefusalHasAName() throws IOException {
        List<String> refusals = REFUSAL.matcher(
                        Files.readString(Path.of("src/main/java/ru/orientir/etl/reading/Refusals.java")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(refusals).hasSizeGreaterThan(10);
        assertThat(NAMED).containsAll(refusals);
    }
}
