set role orientir_owner;

drop view if exists mart.reporting_year;

create view mart.reporting_year as
select s.reporting_year,
       s.stage_code,
       s.stage_name,
       v.published_at
from core.reporting_year_vintage v
join core.reporting_year_stage s on s.reporting_year = v.reporting_year;

comment on view mart.reporting_year is 'Одна строка — опубликованный отчётный год и его этап.';
comment on column mart.reporting_year.reporting_year is 'Отчётный год.';
comment on column mart.reporting_year.stage_code is 'Код этапа программы, в который входит год.';
comment on column mart.reporting_year.stage_name is 'Название этапа программы с годами.';
comment on column mart.reporting_year.published_at is 'Когда год пересчитан последний раз.';
