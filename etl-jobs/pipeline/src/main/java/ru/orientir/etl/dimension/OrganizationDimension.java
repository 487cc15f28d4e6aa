package ru.orientir.etl.dimension;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.sql.SqlScript;

/**
 * {@code dim_organization}: versions of organizations, slowly changing dimension of type 2.
 *
 * <p>Input: the conformed register, a row per organization and register date, all files that count now. Output: {@code
 * staging.dim_organization}. Grain: one row is a version of an organization. Territories that only the register knows
 * become members of {@code staging.dim_territory} under their code.
 */
public final class OrganizationDimension {

    private final JdbcTemplate warehouse;
    private final TransactionTemplate transaction;
    private final CopySink sink;

    public OrganizationDimension(JdbcTemplate warehouse, TransactionTemplate transaction, CopySink sink) {
        this.warehouse = warehouse;
        this.transaction = transaction;
        this.sink = sink;
    }

    /** Builds the versions anew from the whole register. */
    public void stage(Dataset<Row> register) {
        warehouse.execute("DROP TABLE IF EXISTS staging.organization_snapshot");
        warehouse.execute("""
                CREATE TABLE staging.organization_snapshot (organization_id text, as_of_date date, organization_kind text,
                    full_name text, short_name text, inn text, ogrn text, territory_id text, address text, status text,
                    opened_on date, closed_on date, successor_id text)
                """);
        sink.copy(register, "staging.organization_snapshot");
        warehouse.update("""
                INSERT INTO staging.dim_territory (territory_key, territory_id, name_ru, level, region_code)
                SELECT nextval(pg_get_serial_sequence('core.dim_territory', 'territory_key')), territory_id,
                       'ОКТМО ' || territory_id, 'municipality', substr(territory_id, 1, 2)
                FROM (SELECT DISTINCT territory_id FROM staging.organization_snapshot) named
                WHERE NOT EXISTS (SELECT FROM staging.dim_territory t WHERE t.territory_id = named.territory_id)
                """);
        String versions = SqlScript.read("dimension/dim_organization.sql");
        transaction.executeWithoutResult(status -> warehouse.execute(versions));
    }

    /**
     * Adds organizations that forms name and no register knows, so that what they report is kept, and retires those that the
     * register knows by now or no form names any more.
     *
     * @param named a row per name in the forms that count now: {@code inferred_id}, {@code name}, {@code
     *     organization_kind_code}, {@code registered_id} (NULL where the register does not know the name)
     */
    public void infer(Dataset<Row> named) {
        warehouse.execute("DROP TABLE IF EXISTS staging.organization_named");
        warehouse.execute("""
                CREATE TABLE staging.organization_named (inferred_id text, name text, organization_kind_code text, registered_id text)
                """);
        sink.copy(named, "staging.organization_named");
        String inferred = SqlScript.read("dimension/inferred_organization.sql");
        transaction.executeWithoutResult(status -> warehouse.execute(inferred));
    }
}
