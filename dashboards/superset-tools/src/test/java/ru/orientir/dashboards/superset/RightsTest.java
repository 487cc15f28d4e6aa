package ru.orientir.dashboards.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RightsTest {

    @TempDir
    private Path folder;

    @Test
    void aFencedRoleIsOneOfSupersetsForEachValue() {
        Rights rights = rights(new AssetFolder(folder));
        assertThat(rights.grants().stream().map(Rights.Grant::name))
                .containsExactly("Аналитик", "Муниципалитет 07724000", "Школа 07724000-S-001");
        assertThat(rights.grantsOf("mikhail").stream().map(Rights.Grant::name))
                .containsExactly("Муниципалитет 07724000");
    }

    @Test
    void soundRightsHaveNoFinding() {
        AssetFolder assets = new AssetFolder(folder);
        assertThat(rights(assets).check(assets.assets())).isEmpty();
    }

    @Test
    void aFencedRoleMayNotOpenWhatItsFenceDoesNotReach() {
        AssetFolder assets =
                new AssetFolder(folder).replace("rights.yaml", "dashboards: []", "dashboards: [test-overview]");
        assertThat(rights(assets).check(assets.assets()).stream().map(Finding::toString))
                .containsExactly(
                        "rights.yaml: roles[2].dashboards: «school» may not open test-overview: its chart «Рабочие места по"
                                + " группам профессий» reads mart.labour_balance, which has no column organization_id to keep rows apart;"
                                + " take the dashboard from the role, or give the mart the column");
    }

    @Test
    void aDashboardThatIsNotThereIsTold() {
        AssetFolder assets = new AssetFolder(folder).replace("rights.yaml", "[test-overview]", "[overview]");
        assertThat(rights(assets).check(assets.assets()).stream().map(Finding::toString))
                .containsExactly(
                        "rights.yaml: roles[1].dashboards: there is no dashboard with slug «overview»; mend it, or take it out");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("of: '07724000'", "of: 07724000", "of: is the number 2074624; put it in quotes"),
                arguments(", of: '07724000'", "", "people[1].of: is missing; write the territory_id in quotes"),
                arguments(
                        "user: anna, role: analyst",
                        "user: anna, role: analyst, of: '1'",
                        "people[0].of: is given, but the role sees all"),
                arguments("role: school, of", "role: teacher, of", "people[2].role: «teacher» is no role of this file"),
                arguments(
                        "with: [Gamma], rows: territory_id",
                        "with: [Gamma, sql_lab], rows: territory_id",
                        "roles[1].with: gives SQL Lab to people who see some rows only"),
                arguments(
                        "user: olga",
                        "login: olga",
                        "people[2].login: is not understood; write one of [email, first_name, last_name, of, role, user]"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String text, String by, String message) {
        AssetFolder assets = new AssetFolder(folder).replace("rights.yaml", text, by);
        assertThatThrownBy(() -> rights(assets)).hasMessageContaining("rights.yaml: " + message);
    }

    private static Rights rights(AssetFolder assets) {
        return Rights.read(assets.path().resolve(Rights.FILE));
    }
}
