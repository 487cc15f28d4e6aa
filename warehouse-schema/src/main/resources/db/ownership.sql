-- Gives the owner what others made: Flyway's history, tables of Java migrations, partitions of a load that ran as a superuser.
-- A migration that alters a fact as the owner would otherwise fail on such a partition. Runs before and after migrating.
do $$
declare
    stray regclass;
begin
    if not exists (select from pg_roles where rolname = 'orientir_owner') or to_regnamespace('core') is null then
        return;
    end if;
    for stray in
        select c.oid::regclass
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('core', 'mart', 'audit', 'batch')
          and c.relkind in ('r', 'p', 'v', 'm', 'S')
          and c.relowner <> (select oid from pg_roles where rolname = 'orientir_owner')
          and pg_has_role(c.relowner, 'USAGE')
          -- a sequence of a column follows its table
          and not exists (select from pg_depend d
                          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
                            and d.refclassid = 'pg_class'::regclass and c.relkind = 'S')
    loop
        execute format('alter table %s owner to orientir_owner', stray);
    end loop;
end
$$
