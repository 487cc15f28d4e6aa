package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;

class WarehouseMigrationTest {
    private static final String OBJECTS_OF_OTHERS = """
            select n.nspname || '.' || c.relname || ' of ' || c.relowner::regrole
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('core', 'mart', 'audit', 'staging', 'batch') and c.relkind <> 'i'
              and c.relowner <> 'orientir_owner'::regrole
            union all
            select nspname || ' of ' || nspowner::regrole from pg_namespace
            where nspname in ('core', 'mart', 'audit', 'staging', 'batch') and nspowner <> 'orientir_owner'::regrole""";

    @Test
    void leavesAnUpToDateDatabaseAsItIs() {
        assertThat(new WarehouseMigration(Warehouse.migrated()).migrate()).isZero();
    }

    @Test
    void givesEveryObjectToTheOwner() throws SQLException {
        assertThat(Warehouse.rows(Warehouse.migrated(), OBJECTS_OF_OTHERS)).isEmpty();
    }

    @Test
    void takesPartitionsOfALoadThatRanAsASuperuser() throws SQLException {
        Warehouse.execute(
                Warehouse.migrated(),
                "create table core.fact_vacancy_1999 partition of core.fact_vacancy for values in (1999)");
        try {
            new WarehouseMigration(Warehouse.migrated()).migrate();

            assertThat(Warehouse.rows(Warehouse.migrated(), OBJECTS_OF_OTHERS)).isEmpty();
        } finally {
            Warehouse.execute(Warehouse.migrated(), "drop table core.fact_vacancy_1999");
        }
    }

    @Test
    void needsNoSuperuserAndTakesFurtherMigrations() throws SQLException, IOException {
        try (EmbeddedPostgres server = Warehouse.start()) {
            Warehouse.execute(server.getPostgresDatabase(), "create role installer login createrole");
            createRegion(server);
            var region = server.getDatabase("installer", "region");

            new WarehouseMigration(region, new V1000__JobRepository()).migrate();

            assertThat(new WarehouseMigration(region, new V1000__JobRepository()).migrate())
                    .isZero();
            assertThat(Warehouse.rows(region, "select count(*) from batch.job")).containsExactly("0");
            assertThat(Warehouse.rows(region, OBJECTS_OF_OTHERS)).isEmpty();
        }
    }

    @Test
    void takesRolesThatAnAdministratorMade() throws SQLException, IOException {
        try (EmbeddedPostgres server = Warehouse.start()) {
            Warehouse.execute(server.getPostgresDatabase(), """
                    create role orientir_owner; create role orientir_etl in role orientir_owner; create role orientir_analyst;
                    alter role orientir_etl set role = 'orientir_owner';
                    alter role orientir_analyst set default_transaction_read_only = on;
                    alter role orientir_analyst set statement_timeout = '60s';
                    alter role orientir_analyst set search_path = mart;
                    create role installer login in role orientir_owner""");
            createRegion(server);
            var region = server.getDatabase("installer", "region");

            assertThat(new WarehouseMigration(region).migrate()).isPositive();
            assertThat(Warehouse.rows(region, OBJECTS_OF_OTHERS)).isEmpty();
        }
    }

    private static void createRegion(EmbeddedPostgres server) throws SQLException {
        Warehouse.execute(server.getPostgresDatabase(), "create database region");
        Warehouse.execute(server.getPostgresDatabase(), "grant create on database region to installer");
    }

    static final class V1000__JobRepository extends BaseJavaMigration {
        @Override
        public MigrationVersion getVersion() {
            return MigrationVersion.fromVersion("1000");
        }

        @Override
        public void migrate(Context context) throws SQLException {
            Connection connection = context.getConnection();
            Warehouse.execute(
                    connection, "create table batch.job (job_id bigint generated always as identity primary key)");
        }
    }
}
