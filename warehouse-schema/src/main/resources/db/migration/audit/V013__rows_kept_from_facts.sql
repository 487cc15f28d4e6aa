-- A run's own counts, which a later run that judges the rows again leaves alone.
set role orientir_owner;

alter table audit.load_file add column rows_kept_from_facts bigint;
comment on column audit.load_file.rows_kept_from_facts is 'Valid rows that no fact was made of: repeated, or of an organization that the register does not know; NULL until it is published.';

update audit.load_file f
set rows_kept_from_facts = (
    select count(*) from audit.rejected_row r
    where r.stage = 'fact' and r.feed_code = f.feed_code and r.file_name = f.file_name and r.sha256 = f.sha256)
from audit.load_run r
where r.run_id = f.run_id and r.status = 'PUBLISHED';
