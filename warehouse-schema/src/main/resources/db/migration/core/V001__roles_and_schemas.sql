-- Three roles, without a login: whoever installs Orientir gives them one or makes other logins members.
--   orientir_owner    owns every object
--   orientir_etl      loads; a member of the owner, because attaching and detaching partitions asks for ownership
--   orientir_analyst  reads mart and nothing else
-- The migrating login is a superuser, or has CREATEROLE and CREATE on the database, or finds the roles made already and is
-- a member of orientir_owner. Since PostgreSQL 16 the maker of a role has to grant itself its rights; before, it need not
-- be a member at all. Granting where pg_has_role says no covers both.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['orientir_owner', 'orientir_etl', 'orientir_analyst'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            begin
                execute format('create role %I nologin', wanted);
            exception when insufficient_privilege then
                raise exception 'Cannot create role %: login % has no CREATEROLE', wanted, current_user
                    using hint = 'Let a database administrator create orientir_owner, orientir_etl and orientir_analyst, '
                        'or give the migrating login CREATEROLE.';
            end;
        end if;
    end loop;

    if not pg_has_role('orientir_owner', 'USAGE') then
        execute format('grant orientir_owner to %I', current_user);
    end if;

    if not pg_has_role('orientir_etl', 'orientir_owner', 'USAGE') then
        grant orientir_owner to orientir_etl;
    end if;

    -- What a loading session makes belongs to the owner, whoever loads: later migrations alter partitions as the owner.
    if not exists (select from pg_db_role_setting where setrole = 'orientir_etl'::regrole
                   and 'role=orientir_owner' = any (setconfig)) then
        alter role orientir_etl set role = 'orientir_owner';
    end if;
    if not exists (select from pg_db_role_setting where setrole = 'orientir_analyst'::regrole
                   and 'default_transaction_read_only=on' = any (setconfig)
                   and 'statement_timeout=60s' = any (setconfig)
                   and 'search_path=mart' = any (setconfig)) then
        alter role orientir_analyst set default_transaction_read_only = on;
        alter role orientir_analyst set statement_timeout = '60s';
        alter role orientir_analyst set search_path = mart;
    end if;
end
$$;

-- Flyway makes schema audit for its history before the first migration runs.
create schema if not exists audit;
create schema core;
create schema mart;
create schema staging;
create schema batch;

comment on schema core is 'Star schema: dimensions and facts. Not a public interface; read mart instead.';
comment on schema mart is 'Витрины: показатели, сравнение этапов, участие, отчётность. Единственная схема для аналитиков и дашбордов.';
comment on schema audit is 'Runs, files, rejected rows, checks and publications.';
comment on schema staging is 'Tables of a load before it is published; nothing here outlives its run.';
comment on schema batch is 'Job repository of Spring Batch.';

alter schema audit owner to orientir_owner;
alter schema core owner to orientir_owner;
alter schema mart owner to orientir_owner;
alter schema staging owner to orientir_owner;
alter schema batch owner to orientir_owner;
