set role orientir_owner;

drop view if exists mart.labour_balance;

create view mart.labour_balance as
select f.reporting_year,
       s.stage_code,
       t.territory_id,
       t.name_ru as territory_name,
       g.profession_group_code,
       g.name_ru as profession_group_name,
       f.vacancies,
       f.work_places,
       f.graduates_persons as graduates,
       f.work_places::double precision / nullif(f.graduates_persons, 0) as vacancies_per_graduate,
       f.work_places - f.graduates_persons as gap_persons,
       s.stage_name
from core.fact_labour_balance f
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_profession_group g on g.profession_group_key = f.profession_group_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year;

comment on view mart.labour_balance is 'Одна строка — баланс вакансий и выпускников колледжей по группе профессий на территории за год.';
comment on column mart.labour_balance.reporting_year is 'Отчётный год.';
comment on column mart.labour_balance.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.labour_balance.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.labour_balance.territory_name is 'Название территории.';
comment on column mart.labour_balance.profession_group_code is 'Код укрупнённой группы профессий.';
comment on column mart.labour_balance.profession_group_name is 'Группа профессий.';
comment on column mart.labour_balance.vacancies is 'Открыто вакансий за год; NULL — вакансии за год не получены.';
comment on column mart.labour_balance.work_places is 'Рабочих мест в этих вакансиях; NULL — вакансии за год не получены.';
comment on column mart.labour_balance.graduates is 'Выпускников колледжей за год, чел.; NULL — отчётов колледжей за год нет.';
comment on column mart.labour_balance.vacancies_per_graduate is 'Рабочих мест на одного выпускника; NULL, если выпускников нет или одна из сторон не получена.';
comment on column mart.labour_balance.gap_persons is 'Рабочих мест минус выпускников, чел.: больше нуля — нехватка кадров, меньше нуля — избыток; NULL, если одна из сторон не получена.';
comment on column mart.labour_balance.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
