-- Runs after every migration, so that a new table or view needs no grant of its own.

comment on table audit.flyway_schema_history is 'One row is a migration applied to this database. Kept by Flyway.';
comment on column audit.flyway_schema_history.installed_rank is 'Order of application.';
comment on column audit.flyway_schema_history.version is 'Version of the migration; NULL for repeatable ones.';
comment on column audit.flyway_schema_history.description is 'What the migration is about.';
comment on column audit.flyway_schema_history.type is 'Kind of migration: SQL, JDBC.';
comment on column audit.flyway_schema_history.script is 'File or class of the migration.';
comment on column audit.flyway_schema_history.checksum is 'Checksum of the file; NULL where the kind has none.';
comment on column audit.flyway_schema_history.installed_by is 'Login that applied it.';
comment on column audit.flyway_schema_history.installed_on is 'When it was applied.';
comment on column audit.flyway_schema_history.execution_time is 'Duration, milliseconds.';
comment on column audit.flyway_schema_history.success is 'True where it succeeded.';

revoke all on schema core, mart, audit, staging, batch from public;
revoke all on all tables in schema core, mart, audit, staging, batch from public;
revoke all on schema core, audit, staging, batch from orientir_analyst;
revoke all on all tables in schema core, audit, staging, batch from orientir_analyst;

grant usage on schema core, mart, audit, batch to orientir_etl;
grant usage, create on schema staging to orientir_etl;
grant select, insert, update, delete, truncate on all tables in schema core, audit, batch to orientir_etl;
grant usage, select, update on all sequences in schema core, audit, batch to orientir_etl;
grant select on all tables in schema mart to orientir_etl;

grant usage on schema mart to orientir_analyst;
grant select on all tables in schema mart to orientir_analyst;
