package ru.orientir.etl.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.orientir.etl.lake.LocalSpark;
import ru.orientir.etl.ledger.EmptyLedger;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.publish.SmallStar;

@ExtendWith(EmptyLedger.class)
class OrganizationDimensionTest {

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark();

    private JdbcTemplate warehouse;
    private SmallStar star;

    @BeforeEach
    void empty(WarehouseDatabase database) {
        warehouse = new JdbcTemplate(database.etl());
        star = new SmallStar(SPARK, database);
    }

    @Test
    void theFirstVersionReachesBackToTheBeginning() {
        star.register("""
                organization_id,as_of_date,short_name
                S1,2022-01-01,Школа 1
                """);

        assertThat(versions()).containsExactly("S1 Школа 1 [1900-01-01, 9999-12-31) current");
    }

    @Test
    void aChangeBeginsAVersionAndNothingElseDoes() {
        star.register("""
                organization_id,as_of_date,short_name,inn
                S1,2021-01-01,Школа 1,
                S1,2022-01-01,Школа 1,
                S1,2023-01-01,Лицей 1,
                S1,2024-01-01,Лицей 1,
                S1,2025-01-01,Лицей 1,2631000013
                """);

        assertThat(versions())
                .containsExactly(
                        "S1 Школа 1 [1900-01-01, 2023-01-01)",
                        "S1 Лицей 1 [2023-01-01, 2025-01-01)",
                        "S1 Лицей 1 [2025-01-01, 9999-12-31) current");
    }

    @Test
    void whatComesBackIsAVersionOfItsOwn() {
        star.register("""
                organization_id,as_of_date,address
                S1,2021-01-01,ул. Мира
                S1,2022-01-01,
                S1,2023-01-01,ул. Мира
                """);

        assertThat(versions()).hasSize(3);
    }

    @Test
    void anOrganizationThatMovedLiesInBothTowns() {
        star.register("""
                organization_id,as_of_date,territory_id
                S1,2021-01-01,07724000
                S1,2023-01-01,07999999
                """);

        assertThat(warehouse.queryForList("""
                        SELECT t.territory_id || ' ' || t.level FROM staging.dim_organization o JOIN staging.dim_territory t USING (territory_key)
                        WHERE o.organization_id = 'S1' ORDER BY o.valid_from""", String.class))
                .containsExactly("07724000 municipality", "07999999 municipality");
    }

    @Test
    void aTownThatOnlyTheRegisterKnowsIsNamedByItsCode() {
        star.register("""
                organization_id,as_of_date,territory_id
                S1,2021-01-01,07999999
                S2,2021-01-01,07999999
                """);

        assertThat(warehouse.queryForList(
                        "SELECT name_ru || ' ' || region_code FROM staging.dim_territory WHERE territory_id = '07999999'",
                        String.class))
                .containsExactly("ОКТМО 07999999 07");
    }

    @Test
    void aClosedOrganizationStays() {
        star.register("""
                organization_id,as_of_date,status,closed_on,successor_id
                S1,2021-01-01,active,,
                S1,2023-01-01,reorganized,2022-08-31,S2
                """);

        assertThat(versions())
                .containsExactly(
                        "S1 Школа [1900-01-01, 2023-01-01)", "S1 Школа [2023-01-01, 9999-12-31) current -> S2");
    }

    @Test
    void aPublishedVersionKeepsItsKey() {
        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                S2,2021-01-01,Школа 2
                """);
        star.publish("one");
        List<Integer> keys = keys("S1");

        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                S1,2023-01-01,Лицей 1
                S2,2021-01-01,Школа 2
                """);

        assertThat(keys("S1"))
                .hasSize(2)
                .startsWith(keys.toArray(Integer[]::new))
                .doesNotHaveDuplicates();
        assertThat(versions()).contains("S1 Школа 1 [1900-01-01, 2023-01-01)");
    }

    @Test
    void aVersionThatACorrectedRegisterNoLongerKnowsStaysOutOfEveryDate() {
        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                S1,2023-01-01,Лицей 1
                """);
        star.publish("one");

        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                """);

        assertThat(versions())
                .containsExactly("S1 Школа 1 [1900-01-01, 9999-12-31) current", "S1 Лицей 1 [2023-01-01, 2023-01-01)");
    }

    @Test
    void anOrganizationThatTheRegisterNoLongerListsKeepsItsVersions() {
        star.register("""
                organization_id,as_of_date
                S1,2021-01-01
                S2,2021-01-01
                """);
        star.publish("one");

        star.register("""
                organization_id,as_of_date
                S2,2021-01-01
                """);

        assertThat(versions()).contains("S1 Школа [1900-01-01, 9999-12-31) current");
    }

    @Test
    void anEarlierSnapshotThatComesLateMovesTheBeginningOfAVersion() {
        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                S1,2024-01-01,Лицей 1
                """);
        star.publish("one");

        star.register("""
                organization_id,as_of_date,short_name
                S1,2021-01-01,Школа 1
                S1,2022-01-01,Лицей 1
                S1,2024-01-01,Лицей 1
                """);

        assertThat(versions())
                .containsExactly(
                        "S1 Школа 1 [1900-01-01, 2022-01-01)",
                        "S1 Лицей 1 [2022-01-01, 9999-12-31) current",
                        "S1 Лицей 1 [2024-01-01, 2024-01-01)");
    }

    // ---- organizations that forms name

    @Test
    void anOrganizationThatNoRegisterKnowsIsInferredOnce() {
        star.reference();
        star.register("organization_id,as_of_date\nS1,2021-01-01\n").named("""
                inferred_id,name,organization_kind_code,registered_id
                name:А,Колледж А,college,
                name:А,колледж «А»,college,
                name:Б,Колледж Б,college,C7
                """);

        assertThat(inferred()).containsExactly("name:А college [1900-01-01, 9999-12-31) current");
    }

    @Test
    void onceTheRegisterKnowsItItPointsToTheRegisteredOne() {
        star.register("organization_id,as_of_date\nS1,2021-01-01\n").named("""
                inferred_id,name,organization_kind_code,registered_id
                name:А,Колледж А,college,
                """);
        star.publish("one");

        star.register("organization_id,as_of_date\nC7,2021-01-01\n").named("""
                inferred_id,name,organization_kind_code,registered_id
                name:А,Колледж А,college,C7
                """);

        assertThat(inferred()).containsExactly("name:А college [1900-01-01, 1900-01-01) -> C7");
    }

    @Test
    void oneThatNoFormNamesAnyMoreStaysOutOfEveryDateAndMayComeBack() {
        star.register("organization_id,as_of_date\nS1,2021-01-01\n").named("""
                inferred_id,name,organization_kind_code,registered_id
                name:А,Колледж А,college,
                """);
        star.publish("one");

        star.register("organization_id,as_of_date\nS1,2021-01-01\n")
                .named("inferred_id,name,organization_kind_code,registered_id\n");
        assertThat(inferred()).containsExactly("name:А college [1900-01-01, 1900-01-01)");
        star.publish("two");

        star.register("organization_id,as_of_date\nS1,2021-01-01\n").named("""
                inferred_id,name,organization_kind_code,registered_id
                name:А,Колледж А,college,
                """);
        assertThat(inferred()).containsExactly("name:А college [1900-01-01, 9999-12-31) current");
    }

    @Test
    void theUnknownMemberIsNobodysInference() {
        star.register("organization_id,as_of_date\nS1,2021-01-01\n")
                .named("inferred_id,name,organization_kind_code,registered_id\n");

        assertThat(warehouse.queryForObject(
                        "SELECT is_current AND valid_to = '9999-12-31' FROM staging.dim_organization WHERE organization_key = 0",
                        Boolean.class))
                .isTrue();
    }

    // ---- what queries read of them

    @Test
    void formsMayCallACollegeByEitherOfItsNames() {
        star.register("""
                organization_id,as_of_date,organization_kind,short_name,full_name
                C2,2021-01-01,college,«Учёт»,Колледж учёта
                C1,2021-01-01,college,Учет,Первый колледж
                S1,2021-01-01,school,Школа 1,Первая школа
                """);

        assertThat(LocalSpark.told(inputs().input(DimensionInputs.ORGANIZATION_ALIAS), "alias", "organization_id"))
                .containsExactlyInAnyOrder("УЧЕТ|C1", "КОЛЛЕДЖ УЧЕТА|C2", "ПЕРВЫЙ КОЛЛЕДЖ|C1");
    }

    @Test
    void everyInputHasItsColumns() {
        star.register("organization_id,as_of_date\nS1,2021-01-01\n");

        for (String name : DimensionInputs.names()) {
            assertThat(inputs().input(name).schema()).as(name).isEqualTo(DimensionInputs.columns(name));
        }
        assertThat(LocalSpark.told(inputs().input("grade").where("grade IN (7, 8)"), "*"))
                .containsExactlyInAnyOrder("7|grades_1_7", "8|grades_8_9");
    }

    @Test
    void aSenderIsItsCodeOrWhatItIsCalled() {
        star.register("""
                organization_id,as_of_date,organization_kind,short_name
                C1,2021-01-01,college,Колледж связи
                """);

        assertThat(LocalSpark.told(
                        OrganizationAlias.resolvedSenders(
                                SPARK.get().sql("""
                                        SELECT 'S1' sender, false is_sender_named UNION ALL SELECT 'колледж «Связи»', true
                                        UNION ALL SELECT 'Колледж моды', true UNION ALL SELECT NULL, false"""), inputs().input(DimensionInputs.ORGANIZATION_ALIAS)),
                        "organization_id"))
                .containsExactlyInAnyOrder("S1", "C1", "name:КОЛЛЕДЖ МОДЫ", "null");
    }

    private DimensionInputs inputs() {
        return new DimensionInputs(SPARK.get(), warehouse);
    }

    private List<String> versions() {
        return warehouse.queryForList("""
                SELECT concat(organization_id, ' ', short_name, ' [', valid_from, ', ', valid_to, ')', CASE WHEN is_current THEN ' current' END,
                              ' -> ' || successor_id)
                FROM staging.dim_organization WHERE NOT is_inferred ORDER BY organization_id, valid_from""", String.class);
    }

    private List<Integer> keys(String organization) {
        String schema =
                warehouse.queryForObject("SELECT to_regclass('staging.dim_organization') IS NULL", Boolean.class)
                        ? "core"
                        : "staging";
        return warehouse.queryForList(
                "SELECT organization_key FROM " + schema
                        + ".dim_organization WHERE organization_id = ? ORDER BY valid_from",
                Integer.class,
                organization);
    }

    private List<String> inferred() {
        return warehouse.queryForList("""
                SELECT concat(organization_id, ' ', organization_kind_code, ' [', valid_from, ', ', valid_to, ')',
                              CASE WHEN is_current THEN ' current' END, ' -> ' || successor_id)
                FROM staging.dim_organization WHERE is_inferred AND organization_key <> 0 ORDER BY organization_id""", String.class);
    }
}
