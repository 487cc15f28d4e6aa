package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
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

    @Test
    void bringsAnOlderWarehouseUpToDateThoughFurtherMigrationsHaveHigherVersions() throws SQLException, IOException {
        try (EmbeddedPostgres server = Warehouse.start()) {
            var database = server.getPostgresDatabase();
            new WarehouseMigration(database, new V1000__JobRepository()).migrate();
            JavaMigration added = new Sql("999", "create table core.added (a integer)");

            assertThat(new WarehouseMigration(database, new V1000__JobRepository(), added).migrate())
                    .isOne();
            assertThat(Warehouse.rows(database, "select count(*) from core.added"))
                    .containsExactly("0");
        }
    }

    @Test
    void refusesAWarehouseOfANewerProgram() throws SQLException, IOException {
        try (EmbeddedPostgres server = Warehouse.start()) {
            var database = server.getPostgresDatabase();
            new WarehouseMigration(database, new V1000__JobRepository(), new Sql("999", "select 1")).migrate();

            assertThatThrownBy(() -> new WarehouseMigration(database, new V1000__JobRepository()).migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("999");
        }
    }

    @Test
    void leavesADatabaseOfOthersAsItIs() throws SQLException, IOException {
        try (EmbeddedPostgres server = Warehouse.start()) {
            var database = server.getPostgresDatabase();
            Warehouse.execute(
                    database,
                    "create role orientir_owner; create schema core; create table core.customer (id integer)");

            assertThatThrownBy(() -> new WarehouseMigration(database).migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("core")
                    .hasMessageContaining("a database of its own");
            assertThat(
                            Warehouse.rows(
                                    database,
                                    "select relowner::regrole, to_regnamespace('audit') from pg_class where relname = 'customer'"))
                    .containsExactly("postgres|null");
        }
    }

    private static void createRegion(EmbeddedPostgres server) throws SQLException {
        Warehouse.execute(server.getPostgresDatabase(), "create database region");
        Warehouse.execute(server.getPostgresDatabase(), "grant create on database region to installer");
    }

    /** A migration of a later version of the program. */
    private record Sql(String version, String sql) implements JavaMigration {
        @Override
        public MigrationVersion getVersion() {
            return MigrationVersion.fromVersion(version);
        }

        @Override
        public String getDescription() {
            return "added later";
        }

        @Override
        public Integer getChecksum() {
            return null;
        }

        @Override
        public boolean canExecuteInTransaction() {
            return true;
        }

        @Override
        public void migrate(Context context) throws SQLException {
            Warehouse.execute(context.getConnection(), sql);
        }
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
