-- What a run reads stays apart from what counts now: audit.source_file changes only when a run publishes.
set role orientir_owner;

create table audit.load_file (
    run_id text not null references audit.load_run (run_id),
    feed_code text not null,
    file_name text not null,
    sha256 text not null,
    size_bytes bigint not null,
    location text not null,
    landed_run_id text not null,
    contract_version text,
    is_refused boolean not null default false,
    rows_read bigint,
    rows_valid bigint,
    rows_rejected bigint,
    rows_left_out bigint,
    reporting_years smallint[],
    submitted_scope text,
    primary key (run_id, feed_code, file_name)
);

comment on table audit.load_file is 'One row is a file that a run reads or conforms again.';
comment on column audit.load_file.run_id is 'Run.';
comment on column audit.load_file.feed_code is 'Feed.';
comment on column audit.load_file.file_name is 'Name of the file within the feed''s folder.';
comment on column audit.load_file.sha256 is 'SHA-256 of its content.';
comment on column audit.load_file.size_bytes is 'Size, bytes.';
comment on column audit.load_file.location is 'Where it was read from.';
comment on column audit.load_file.landed_run_id is 'Run whose landed lake holds its rows; another run in a backfill.';
comment on column audit.load_file.contract_version is 'Version of the contract it was read by; NULL until it is read.';
comment on column audit.load_file.is_refused is 'True where the whole file was refused.';
comment on column audit.load_file.rows_read is 'Rows read; NULL until it is conformed.';
comment on column audit.load_file.rows_valid is 'Rows that passed every rule; NULL until it is conformed.';
comment on column audit.load_file.rows_rejected is 'Rows that broke a rule; NULL until it is conformed.';
comment on column audit.load_file.rows_left_out is 'Subtotals and footnotes; NULL until it is conformed.';
comment on column audit.load_file.reporting_years is 'Reporting years of its valid rows; NULL until it is conformed.';
comment on column audit.load_file.submitted_scope is 'Organization and year that the file''s name states, as id/year; NULL where it states none.';

alter table audit.source_file add column landed_run_id text references audit.load_run (run_id);
alter table audit.source_file drop constraint source_file_status_check;
alter table audit.source_file add check (status in ('active', 'superseded', 'refused'));
comment on column audit.source_file.landed_run_id is 'Run whose landed lake holds its rows; NULL in rows older than the column.';
comment on column audit.source_file.run_id is 'Run whose conformed lake holds its rows.';
comment on column audit.source_file.status is 'active: its rows count; superseded: a later file of the same name took its place; refused: unusable as a whole.';
