set role orientir_owner;

drop view if exists mart.programme_stage;

create view mart.programme_stage as
select programme_code,
       stage_code,
       name_ru as stage_name,
       first_year,
       last_year
from core.dim_programme_stage
where programme_stage_key <> 0;

comment on view mart.programme_stage is 'Одна строка — этап программы.';
comment on column mart.programme_stage.programme_code is 'Код программы.';
comment on column mart.programme_stage.stage_code is 'Код этапа.';
comment on column mart.programme_stage.stage_name is 'Название этапа.';
comment on column mart.programme_stage.first_year is 'Первый отчётный год этапа.';
comment on column mart.programme_stage.last_year is 'Последний отчётный год этапа.';
