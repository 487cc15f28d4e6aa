package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
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

    /** One value a combination, in a partition as a load leaves it, and a mart that shows it. */
    private static final String PUBLISHED_BEFORE_GROUPS = """
            set role orientir_owner;
            insert into core.dim_education_stage (education_stage_code, name_ru, name_en, sort_order)
            values ('all', 'все ступени', 'all stages', 1), ('grades_8_9', '8–9 классы', 'grades 8–9', 3);
            insert into core.dim_learner_category (learner_category_code, name_ru, name_en, sort_order)
            values ('all', 'все обучающиеся', 'all learners', 1), ('disabled', 'дети-инвалиды', 'disabled', 3);
            insert into core.dim_programme_stage (programme_code, stage_code, name_ru, name_en, first_year, last_year)
            values ('p', 'I', 'I', 'I', 2020, 2022), ('p', 'II', 'II', 'II', 2023, 2025);
            create table core.fact_indicator_value_2024 (like core.fact_indicator_value including all);
            alter table core.fact_indicator_value attach partition core.fact_indicator_value_2024 for values in (2024);
            insert into core.fact_indicator_value (reporting_year, level, territory_key, organization_key, indicator_key,
                education_stage_key, learner_category_key, value, status)
            select 2024, 'municipality', 0, 0, 0, education_stage_key, learner_category_key,
                   row_number() over (order by c.sort_order, e.sort_order), 'reported'
            from core.dim_education_stage e, core.dim_learner_category c
            where (education_stage_key = 0) = (learner_category_key = 0);
            insert into core.fact_stage_comparison (level, territory_key, organization_key, indicator_key, education_stage_key,
                learner_category_key, base_stage_key, compared_stage_key, verdict, reason_code, reason_ru)
            select 'municipality', 0, 0, 0, education_stage_key, learner_category_key, b.programme_stage_key,
                   d.programme_stage_key, 'better', 'improved', 'лучше'
            from core.dim_education_stage, core.dim_learner_category, core.dim_programme_stage b, core.dim_programme_stage d
            where education_stage_code = 'all' and learner_category_code = 'disabled' and b.stage_code = 'I' and d.stage_code = 'II';
            create view mart.stage_comparison as select education_stage_key from core.fact_stage_comparison;
            """;

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
    void keepsPublishedValuesWhenTheirBreakdownsBecomeOneKey() throws SQLException, IOException {
        try (EmbeddedPostgres server = Warehouse.start()) {
            var database = server.getPostgresDatabase();
            migrateTo("14", database);
            Warehouse.execute(database, PUBLISHED_BEFORE_GROUPS);
            String values = "select %s, value from core.fact_indicator_value f %s order by value";

            List<String> before = Warehouse.rows(
                    database,
                    values.formatted(
                            "education_stage_code, learner_category_code",
                            "join core.dim_education_stage using (education_stage_key) join core.dim_learner_category using (learner_category_key)"));
            new WarehouseMigration(database).migrate();

            assertThat(before).hasSize(5);
            assertThat(Warehouse.rows(
                            database,
                            values.formatted(
                                    "education_stage_code, learner_category_code",
                                    "join core.dim_group using (group_key)")))
                    .isEqualTo(before);
            assertThat(Warehouse.rows(
                            database, values.formatted("group_code", "join core.dim_group using (group_key)")))
                    .containsExactly(
                            "all|1",
                            "education_stage=grades_8_9|2",
                            "learner_category=disabled|3",
                            "education_stage=grades_8_9,learner_category=disabled|4",
                            "education_stage=unknown,learner_category=unknown|5");
            assertThat(
                            Warehouse.rows(
                                    database,
                                    "select group_code, verdict from core.fact_stage_comparison join core.dim_group using (group_key)"))
                    .containsExactly("learner_category=disabled|better");
            assertThat(
                            Warehouse.rows(
                                    database,
                                    "select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'core.fact_indicator_value_2024'::regclass and contype = 'p'"))
                    .containsExactly(
                            "PRIMARY KEY (reporting_year, level, territory_key, organization_key, indicator_key, group_key)");
            assertThat(Warehouse.rows(database, "select count(*) from mart.indicator_by_municipality_year"))
                    .containsExactly("5");
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

    /** Without views, whose files say only what they are now. */
    private static void migrateTo(String version, DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .repeatableSqlMigrationPrefix("none")
                .defaultSchema(WarehouseMigration.HISTORY_SCHEMA)
                .schemas(WarehouseMigration.HISTORY_SCHEMA)
                .table(WarehouseMigration.HISTORY_TABLE)
                .loggers(QuietFlywayLog.class.getName())
                .target(version)
                .load()
                .migrate();
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
