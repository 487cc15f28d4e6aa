package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    @Test
    void analystReadsEveryMart() throws SQLException {
        try (Connection analyst = Warehouse.loginAs("orientir_analyst")) {
            List<String> marts =
                    Warehouse.rows(analyst, "select relname from pg_class where relnamespace = 'mart'::regnamespace");
            assertThat(marts).isNotEmpty();
            for (String mart : marts) {
                assertThat(Warehouse.rows(analyst, "select count(*) from mart." + mart))
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from core.dim_organization",
                "select * from core.fact_event_participation",
                "select * from audit.rejected_row",
                "create table staging.secret (a integer)",
                "create table mart.secret (a integer)",
                "delete from mart.baseline",
                "set role orientir_owner"
            })
    void analystMayDoNothingElse(String sql) throws SQLException {
        try (Connection analyst = Warehouse.loginAs("orientir_analyst")) {
            Warehouse.execute(analyst, "set default_transaction_read_only = off");

            assertThatThrownBy(() -> Warehouse.execute(analyst, sql)).hasMessageContaining("permission denied");
        }
    }

    @Test
    void analystIsReadOnlyAndLimitedInTime() throws SQLException {
        try (Connection analyst = Warehouse.loginAs("orientir_analyst")) {
            assertThat(
                            Warehouse.rows(
                                    analyst,
                                    "select current_setting('default_transaction_read_only'), current_setting('statement_timeout')"))
                    .containsExactly("on|1min");
        }
    }

    @Test
    void strangersReadNothing() throws SQLException {
        Warehouse.execute(Warehouse.migrated(), "create role stranger");
        try (Connection stranger = Warehouse.loginAs("stranger")) {
            for (String table : List.of("core.dim_territory", "mart.indicator", "audit.load_run")) {
                assertThatThrownBy(() -> Warehouse.rows(stranger, "select * from " + table))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void loaderBuildsAttachesAndDetachesPartitionsThatBelongToTheOwner() throws SQLException {
        try (Connection loader = Warehouse.loginAs("orientir_etl")) {
            loader.setAutoCommit(false);
            Warehouse.execute(loader, """
                    create table staging.fact_labour_balance_2022 (like core.fact_labour_balance including all);
                    insert into staging.fact_labour_balance_2022 values (2022, 0, 0, 1, 2, 3);
                    alter table staging.fact_labour_balance_2022 add constraint bound check (reporting_year = 2022);
                    alter table staging.fact_labour_balance_2022 set schema core;
                    alter table core.fact_labour_balance attach partition core.fact_labour_balance_2022 for values in (2022);
                    """);

            assertThat(Warehouse.rows(loader, "select work_places, gap_persons from mart.labour_balance"))
                    .containsExactly("2|-1");
            assertThat(
                            Warehouse.rows(
                                    loader,
                                    "select relowner::regrole from pg_class where oid = 'core.fact_labour_balance_2022'::regclass"))
                    .containsExactly("orientir_owner");
            Warehouse.execute(
                    loader, "alter table core.fact_labour_balance detach partition core.fact_labour_balance_2022");
            loader.rollback();
        }
    }
}
