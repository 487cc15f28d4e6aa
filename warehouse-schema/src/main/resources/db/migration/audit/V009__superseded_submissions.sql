-- Whose mistakes they are, and which of them a later form has mended.
set role orientir_owner;

alter table audit.rejected_row add column organization_id text;
comment on column audit.rejected_row.organization_id is 'Organization the row belongs to; NULL where it is not told or not readable, and for a refused file.';

create table audit.superseded_submission (
    feed_code text not null,
    file_name text not null,
    sha256 text not null,
    organization_id text not null,
    reporting_year smallint not null,
    run_id text not null references audit.load_run (run_id),
    primary key (feed_code, file_name, sha256, organization_id, reporting_year)
);
create index superseded_submission_year on audit.superseded_submission (feed_code, reporting_year);

comment on table audit.superseded_submission is 'One row is what a file reports of an organization and year and a later file corrects: none of its rows counts.';
comment on column audit.superseded_submission.feed_code is 'Feed.';
comment on column audit.superseded_submission.file_name is 'Name of the corrected file inside the folder of the feed.';
comment on column audit.superseded_submission.sha256 is 'Digest of the corrected file.';
comment on column audit.superseded_submission.organization_id is 'Organization that reports; unknown where the feed tells none.';
comment on column audit.superseded_submission.reporting_year is 'Reporting year.';
comment on column audit.superseded_submission.run_id is 'Run that found it corrected.';
