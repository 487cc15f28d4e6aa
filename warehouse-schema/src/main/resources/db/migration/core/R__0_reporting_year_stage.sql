set role orientir_owner;

create or replace view core.reporting_year_stage as
select distinct on (year)
       year::smallint as reporting_year,
       programme_stage_key,
       stage_code,
       name_ru as stage_name
from core.dim_programme_stage
cross join lateral generate_series(first_year::integer, last_year::integer) as years (year)
order by year, programme_stage_key;

comment on view core.reporting_year_stage is 'One row is a reporting year that belongs to a stage. Where programmes overlap in a year, the one entered first counts, so that a join never multiplies rows; mart.programme_stage lists all.';
comment on column core.reporting_year_stage.reporting_year is 'Reporting year.';
comment on column core.reporting_year_stage.programme_stage_key is 'Stage of the year.';
comment on column core.reporting_year_stage.stage_code is 'Code of the stage.';
comment on column core.reporting_year_stage.stage_name is 'Name of the stage with its years.';
