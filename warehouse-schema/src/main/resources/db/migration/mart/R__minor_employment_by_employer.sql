set role orientir_owner;

drop view if exists mart.minor_employment_by_employer;

create view mart.minor_employment_by_employer as
select f.reporting_year,
       s.stage_code,
       s.stage_name,
       t.territory_id,
       t.name_ru as territory_name,
       f.employer_inn,
       coalesce(max(f.employer_name), 'ИНН ' || f.employer_inn) as employer_name,
       sum(f.employed_persons)::integer as employed_persons
from core.fact_minor_employment f
join core.dim_territory t on t.territory_key = f.territory_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year
group by f.reporting_year, s.stage_code, s.stage_name, t.territory_id, t.name_ru, f.employer_inn;

comment on view mart.minor_employment_by_employer is 'Одна строка — временная занятость подростков муниципалитета у работодателя за год.';
comment on column mart.minor_employment_by_employer.reporting_year is 'Отчётный год.';
comment on column mart.minor_employment_by_employer.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.minor_employment_by_employer.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.minor_employment_by_employer.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.minor_employment_by_employer.territory_name is 'Название территории.';
comment on column mart.minor_employment_by_employer.employer_inn is 'ИНН работодателя.';
comment on column mart.minor_employment_by_employer.employer_name is 'Работодатель; где название не прислано, его ИНН.';
comment on column mart.minor_employment_by_employer.employed_persons is 'Трудоустройств за год; работавший в двух месяцах посчитан дважды.';
